"""Where Alembic starts: it works on the connection `kiosk.hub.db.migrate` hands it, inside its transaction."""

from alembic import context

from kiosk.hub.db.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
    transaction_per_migration=False,
)
context.run_migrations()
