"""The stages of a visit, one module each: `enter` begins a stage, `on` answers an event, both pure."""
