"""What holds for every test."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

# A law holds or it does not; how quickly a loaded machine finds out is not what is tested.
settings.register_profile("laws", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("laws")
