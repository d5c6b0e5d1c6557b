"""Projected coordinates: published vectors, and round trips against the forward formula."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.facts.maps import projections

if TYPE_CHECKING:
    from linter.facts.maps.projections import Projection

VECTORS = [
    (projections.SWEREF_99_TM, 6580822, 674032, (59.330231, 18.059196)),
    (projections.RT_90, 6580994, 1628294, (59.330231, 18.059196)),
]


@pytest.mark.parametrize(("projection", "north", "east", "expected"), VECTORS, ids=["sweref-99-tm", "rt-90"])
def test_published_vector(projection: Projection, north: float, east: float, expected: tuple[float, float]) -> None:
    assert pytest.approx(expected, abs=0.00001) == projections.to_degrees(projection, north, east)


def _forward(projection: Projection, latitude: float, longitude: float) -> tuple[float, float]:
    """Project degrees to metres with Krüger's series (Lantmäteriet, Gauss conformal projection)."""
    axis, flattening = 6378137.0, 1 / 298.257222101
    e2, n = flattening * (2 - flattening), flattening / (2 - flattening)
    radius = axis / (1 + n) * (1 + n**2 / 4 + n**4 / 64)
    phi, delta = math.radians(latitude), math.radians(longitude - projection.meridian)
    s, a, b, c, d = math.sin(phi), e2, (5 * e2**2 - e2**3) / 6, (104 * e2**3 - 45 * e2**4) / 120, 1237 * e2**4 / 1260
    conformal = phi - s * math.cos(phi) * (a + b * s**2 + c * s**4 + d * s**6)
    xi, eta = math.atan2(math.tan(conformal), math.cos(delta)), math.atanh(math.cos(conformal) * math.sin(delta))
    betas = (
        n / 2 - 2 * n**2 / 3 + 5 * n**3 / 16 + 41 * n**4 / 180,
        13 * n**2 / 48 - 3 * n**3 / 5 + 557 * n**4 / 1440,
        61 * n**3 / 240 - 103 * n**4 / 140,
        49561 * n**4 / 161280,
    )
    north = xi + sum(beta * math.sin(2 * k * xi) * math.cosh(2 * k * eta) for k, beta in enumerate(betas, 1))
    east = eta + sum(beta * math.cos(2 * k * xi) * math.sinh(2 * k * eta) for k, beta in enumerate(betas, 1))
    return projection.scale * radius * north + projection.north, projection.scale * radius * east + projection.east


PROJECTIONS = [
    projections.SWEREF_99_TM,
    projections.RT_90,
    projections.UTM_33,
    projections.TM35FIN,
    projections.UTM_32,
    *projections.SWEREF_99_ZONES.values(),
]


@given(st.sampled_from(PROJECTIONS), st.floats(54, 71), st.floats(-5, 5))
def test_projections_round_trip(projection: Projection, latitude: float, aside: float) -> None:
    longitude = projection.meridian + aside
    assert pytest.approx((latitude, longitude), abs=1e-7) == projections.to_degrees(
        projection, *_forward(projection, latitude, longitude)
    )


@given(st.floats(55.4, 69), st.floats(11, 24))
def test_web_mercator_round_trip(latitude: float, longitude: float) -> None:
    x, y = math.radians(longitude) * 6378137.0, math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2)) * 6378137.0
    assert pytest.approx((latitude, longitude), abs=1e-9) == projections.from_web_mercator(x, y)


@given(st.floats(58, 68), st.floats(13, 20))
def test_system_of_metres_is_guessed(latitude: float, longitude: float) -> None:
    for projection in (projections.SWEREF_99_TM, projections.RT_90):
        north, east = _forward(projection, latitude, longitude)
        for pair in ((north, east), (east, north)):
            assert pytest.approx((latitude, longitude), abs=0.0001) == projections.guess(*pair)
