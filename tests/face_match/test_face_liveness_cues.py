"""The passive cues, each on what it is made for and on what looks similar and is not."""

from __future__ import annotations

import math
from itertools import pairwise
from random import Random

import cv2
import numpy as np
import pytest

from face_match.geometry import Box, Face, Picture, Point
from face_match.liveness.cues import border, colour, flash, moire, surround
from face_match.liveness.window import EyeFrame, Grey, Window, eye_frame, window_around

EYES = EyeFrame(180.0, 144.0, 60.0, 0.0)
SHAPE = (312, 360)


def face_at(x: float = 320, y: float = 220, inter_eye: float = 80) -> Face:
    half = inter_eye / 2
    box = Box(round(x - 1.2 * inter_eye), round(y - inter_eye), round(2.4 * inter_eye), round(2.4 * inter_eye))
    return Face(box, Point(x + half, y), Point(x - half, y), Point(x, y + 0.6 * inter_eye), 1.0)


def grid(count: int = 40, seed: int = 2) -> np.ndarray:
    return np.random.default_rng(seed).uniform(0, 300, (count, 2)).astype(np.float32)


class TestSurround:
    def test_a_hall_stands_still(self) -> None:
        points = grid()
        shaken = points + np.random.default_rng(1).normal(0, 0.1, points.shape).astype(np.float32)
        assert surround.moving_share(points, shaken) == 0

    def test_what_is_held_moves_as_one(self) -> None:
        points = grid()
        assert surround.moving_share(points, points + np.float32([3, -1])) == 100

    def test_people_who_pass_behind_are_not_one_thing(self) -> None:
        points = grid()
        walking = points.copy()
        walking[:20] += np.random.default_rng(4).uniform(-9, 9, (20, 2)).astype(np.float32)
        assert (surround.moving_share(points, walking) or 0) < 15

    def test_a_bare_wall_says_nothing(self) -> None:
        assert surround.moving_share(grid(9), grid(9)) is None


class TestBorder:
    def picture(self, left: int, right: int, top: int) -> Grey:
        picture = np.full(SHAPE, 150, np.uint8)
        cv2.rectangle(picture, (left, top), (right, 310), 90, -1)
        cv2.ellipse(picture, (180, 160), (70, 95), 0, 0, 360, 190, -1)
        return picture

    def test_a_frame_that_moves_is_seen_on_each_side(self) -> None:
        assert border.moving_sides(self.picture(50, 310, 20), self.picture(55, 315, 25), EYES) == 3

    def test_a_door_that_stands_still_is_not(self) -> None:
        door = self.picture(50, 310, 20)
        assert border.moving_sides(door, door.copy(), EYES) == 0

    def test_a_door_half_hidden_by_a_head_still_stands_still(self) -> None:
        door = self.picture(50, 310, 20)
        hidden = door.copy()
        cv2.circle(hidden, (60, 200), 60, 40, -1)
        assert border.moving_sides(door, hidden, EYES) == 0

    def test_without_edges_nothing_moves(self) -> None:
        plain = np.full(SHAPE, 128, np.uint8)
        assert border.moving_sides(plain, plain, EYES) == 0


class TestMoire:
    def noisy(self, seed: int = 1) -> Picture:
        random = np.random.default_rng(seed)
        soft = cv2.GaussianBlur(random.normal(0, 40, (480, 640, 3)), (0, 0), 6)
        return np.clip(140 + 6 * soft + random.normal(0, 3, soft.shape), 0, 255).astype(np.uint8)

    def peak(self, pictures: list[Picture]) -> float:
        spectra = [moire.spectrum(picture, face_at()) for picture in pictures]
        assert all(spectrum is not None for spectrum in spectra)
        return moire.strongest_peak(np.sum(spectra, axis=0))

    def test_skin_and_noise_have_no_peak(self) -> None:
        assert self.peak([self.noisy(seed) for seed in range(6)]) < 12

    def test_a_faint_regular_pattern_has(self) -> None:
        rows, columns = np.mgrid[0:480, 0:640]
        pattern = 2.5 * np.cos(2 * math.pi * (0.21 * columns + 0.13 * rows))[..., None]
        pictures = [np.clip(self.noisy(seed) + pattern, 0, 255).astype(np.uint8) for seed in range(6)]
        assert self.peak(pictures) > 15

    def test_the_blocks_of_jpeg_are_none(self) -> None:
        columns = np.arange(640)
        blocks = np.where(columns % 8 == 0, 5, 0)[None, :, None]
        pictures = [np.clip(self.noisy(seed) + blocks, 0, 255).astype(np.uint8) for seed in range(6)]
        assert self.peak(pictures) < 12

    def test_a_face_at_the_edge_says_nothing(self) -> None:
        assert moire.spectrum(self.noisy(), face_at(x=20)) is None
        assert moire.spectrum(self.noisy(), face_at(x=630)) is None


class TestColour:
    def test_ink_has_no_black(self) -> None:
        face = np.full((*SHAPE, 3), 180, np.uint8)
        cv2.circle(face, (150, 144), 12, (8, 8, 8), -1)
        window_eyes = EYES
        life = colour.darkest(face, window_eyes)
        ink = colour.darkest(np.clip(25 + face * 0.8, 0, 255).astype(np.uint8), window_eyes)
        assert life is not None
        assert ink is not None
        assert life < 8 < 14 < ink

    def test_a_face_beyond_the_window_says_nothing(self) -> None:
        assert colour.darkest(np.zeros((*SHAPE, 3), np.uint8), EyeFrame(30, 144, 60, 0)) is None


class TestFlash:
    def run(self, lit: float, seed: int = 1, delay: int = 0, noise: float = 0.0005) -> float | None:
        """Show a sequence to a face that gives back `lit` of its colours."""
        sequence, random = flash.Flash(Random(seed)), np.random.default_rng(seed)
        shown: list[flash.Colour | None] = []
        at, over = 5.0, False
        while not over:
            shown.append(sequence.colour())
            now = shown[max(0, len(shown) - 1 - delay)] or (0, 0, 0)
            chroma = lit * np.array(now[:2]) / max(1, sum(now)) + random.normal(0, noise, 2)
            over = sequence.observe(chroma, at)
            at += 0.05
        return sequence.correlation()

    def test_a_face_that_is_lit_follows_the_colours(self) -> None:
        assert (self.run(0.1) or 0) > 0.9

    def test_also_when_screen_and_camera_are_a_little_late(self) -> None:
        assert (self.run(0.1, delay=2) or 0) > 0.8

    def test_a_face_that_does_not_follow_is_not_taken_for_one_that_does(self) -> None:
        values = [self.run(0.0, seed=seed, noise=0.005) for seed in range(20)]
        assert np.mean([value is not None and value > 0.5 for value in values]) <= 0.15

    def test_in_a_bright_hall_nothing_can_be_said(self) -> None:
        assert self.run(0.0, noise=0.0001) is None

    def test_colours_change_at_most_three_times_a_second_and_are_soft(self) -> None:
        assert 1 / flash.SLOT_SECONDS <= 3
        for shown in flash.COLOURS:
            assert min(shown) > 100, "no saturated colour, and never dark"
            assert shown[0] - max(shown[1:]) < 40, "no red"

    def test_the_sequence_is_drawn_and_never_repeats_a_colour_at_once(self) -> None:
        drawn = set()
        for seed in range(12):
            sequence = flash.Flash(Random(seed))
            colours = []
            for number in range(flash.SLOTS):
                colours.append(sequence.colour())
                sequence.observe(None, number * flash.SLOT_SECONDS)
                sequence.observe(None, (number + 1.01) * flash.SLOT_SECONDS)
            assert all(one != other for one, other in pairwise(colours))
            drawn.add(tuple(colours))
        assert len(drawn) > 10

    def test_the_face_is_compared_with_what_is_beside_it(self) -> None:
        picture = np.full((480, 640, 3), 120, np.uint8)
        cv2.ellipse(picture, (320, 260), (100, 130), 0, 0, 360, (150, 120, 120), -1)
        window = window_around(picture, face_at())
        found = flash.difference(window.colour(picture), eye_frame(window, face_at()))
        assert found is not None
        assert found[0] > 0.03
        warm = np.clip(picture * [1.2, 1.0, 0.8], 0, 255).astype(np.uint8)
        again = flash.difference(window.colour(warm), eye_frame(window, face_at()))
        assert again is not None
        assert abs(again[0] - found[0]) < 0.01, "the hall's light changes both"


@pytest.mark.parametrize("inter_eye", [40.0, 80.0, 160.0])
def test_a_window_brings_faces_to_one_size(inter_eye: float) -> None:
    picture = np.zeros((720, 1280, 3), np.uint8)
    face = face_at(640, 360, inter_eye)
    window = window_around(picture, face)
    assert eye_frame(window, face).unit == pytest.approx(min(60, inter_eye))
    assert window.colour(picture).shape[1] <= 361


def test_a_window_ends_where_the_picture_ends() -> None:
    picture = np.zeros((480, 640, 3), np.uint8)
    window = window_around(picture, face_at(10, 10))
    assert window == Window(0, 0, window.width, window.height, window.scale)
    assert window.colour(picture).size > 0
