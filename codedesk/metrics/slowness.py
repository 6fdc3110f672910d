"""How much longer work of a type takes than its standard says, where hours are not split by it: a ridge. No SQL.

The ridge holds one slowness per work type for everybody, a smaller one of each coder, a level of each coder and one of
each week, so that a change of everybody is not taken for one of the mix. Coders meet only in the first and the last:
each coder's own is solved beside these, and what is left is as large as work types and weeks together.
"""

from dataclasses import dataclass

import numpy as np

from codedesk.metrics.standards import Bools, Floats

USUAL_RESIDUE = 0.08
OF_TYPE, OF_CODER_IN_TYPE, OF_CODER, OF_WEEK = 0.3, 0.12, 100.0, 0.2  # how far each spreads, as logarithms
_SEED = 1955


def slowness(raw: Floats, part: Floats, use: Bools) -> Floats:
    """Return by how much (log) a work type takes longer than its standard, by coder and work type.

    raw: the pace as logarithm, by coder and week; part: the shares of the work types; use: the weeks that are read.
    """
    coders, _, types = part.shape
    if not use.any():
        return np.zeros((coders, types))
    return _Ridge.of(raw, part, use).slowness()


def slowness_draws(raw: Floats, part: Floats, use: Bools, count: int) -> Floats:
    """Return slownesses as they may as well be, by draw, coder and work type: of the ridge's posterior, with a seed.

    Every second draw is the one before turned around, so that their mean is the slowness itself.
    """
    coders, _, types = part.shape
    if not use.any():
        return np.zeros((count, coders, types))
    ridge = _Ridge.of(raw, part, use)
    normal = ridge.normal()
    half = np.random.default_rng(_SEED).standard_normal((count // 2, len(normal)))
    off = np.linalg.solve(np.linalg.cholesky(normal).T, half.T).T
    moves = off[:, :types][:, None, :] + off[:, types : types + coders * types].reshape(-1, coders, types)
    found = ridge.slowness()
    return np.stack([found + each for one in moves for each in (one, -one)])


@dataclass(frozen=True)
class _Ridge:
    """The normal equations by their blocks, as multiples of the residue's variance.

    design: by coder, week and own coefficient (one of each work type and the level), 0 in weeks that are not read;
    what: what is explained, likewise by coder and week.
    """

    design: Floats
    what: Floats
    use: Bools

    @classmethod
    def of(cls, raw: Floats, part: Floats, use: Bools) -> "_Ridge":
        design = np.concatenate([part, np.ones((*use.shape, 1))], axis=2)
        return cls(np.where(use[:, :, None], design, 0.0), np.where(use, -raw, 0.0), use)

    @property
    def _types(self) -> int:
        return int(self.design.shape[2]) - 1

    def _own(self) -> Floats:
        """Return the block of each coder's own coefficients: by coder, without what holds them back."""
        return np.asarray(self.design.transpose(0, 2, 1) @ self.design)

    def _held(self) -> Floats:
        back = np.repeat([OF_CODER_IN_TYPE, OF_CODER], [self._types, 1])
        return np.diag(USUAL_RESIDUE**2 / back**2)

    def _shared(self, own: Floats) -> Floats:
        """Return the block of work types and weeks."""
        kinds, weeks = self._types, self.use.shape[1]
        block = np.zeros((kinds + weeks, kinds + weeks))
        block[:kinds, :kinds] = own[:, :kinds, :kinds].sum(axis=0)
        block[:kinds, kinds:] = self.design[:, :, :kinds].sum(axis=0).T
        block[kinds:, :kinds] = block[:kinds, kinds:].T
        block[kinds:, kinds:] = np.diag(self.use.sum(axis=0).astype(np.float64))
        back = np.repeat([OF_TYPE, OF_WEEK], [kinds, weeks])
        return block + np.diag(USUAL_RESIDUE**2 / back**2)

    def _between(self, own: Floats) -> Floats:
        """Return what ties each coder's own coefficients to work types and weeks."""
        return np.concatenate([own[:, :, : self._types], self.design.transpose(0, 2, 1)], axis=2)

    def slowness(self) -> Floats:
        """Return the slowness by coder and work type."""
        kinds, own = self._types, self._own()
        between, blocks = self._between(own), own + self._held()
        says = (self.design * self.what[:, :, None]).sum(axis=1)
        solved = np.linalg.solve(blocks, np.concatenate([between, says[:, :, None]], axis=2))
        flat = between.reshape(-1, between.shape[2])
        left = flat.T @ solved.reshape(len(flat), -1)
        shared = np.concatenate([says[:, :kinds].sum(axis=0), self.what.sum(axis=0)])
        found = np.linalg.solve(self._shared(own) - left[:, :-1], shared - left[:, -1])
        coders = solved[:, :kinds, -1] - solved[:, :kinds, :-1] @ found
        return np.asarray(found[:kinds] + coders)

    def normal(self) -> Floats:
        """Return the normal matrix whole: work types, coder × work type, coders, weeks."""
        kinds, (coders, weeks), own = self._types, self.use.shape, self._own()
        between, blocks, shared = self._between(own), own + self._held(), self._shared(own)
        size = kinds + coders * (kinds + 1) + weeks
        made = np.zeros((size, size))
        common = np.r_[:kinds, size - weeks : size]
        made[np.ix_(common, common)] = shared
        for coder in range(coders):
            mine = np.r_[kinds * (coder + 1) : kinds * (coder + 2), kinds * (coders + 1) + coder]
            made[np.ix_(mine, mine)] = blocks[coder]
            made[np.ix_(mine, common)] = between[coder]
            made[np.ix_(common, mine)] = between[coder].T
        return made / USUAL_RESIDUE**2
