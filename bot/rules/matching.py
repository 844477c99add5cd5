"""Finds what a bank of texts has to say to words that somebody typed: lexical, offline, and explained.

The measure is BM25 over stems (Robertson and Zaragoza), with three additions: words of one group of
the field's synonyms find each other at a discount, two neighboring words that stand together in a text
count once more, and a word that is in no text is read as the nearest one that is, by the groups of three
letters that they share. Nothing is learned; equal input gives equal output.
"""

from __future__ import annotations

import math
import re
import threading
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import Stemmer

from bot.rules.spelling import Spelling

__all__ = ["Index", "Match"]

Weighted = tuple[float, str]
"""A passage of a text, and how much its words count."""

_SATURATION, _LENGTH = 1.2, 0.35
_SYNONYM, _PAIR, _WHOLE, _LITTLE = 0.62, 0.6, 0.8, 0.5
_PHRASE = 4  # the longest phrase with silent words in it that is known as a whole, such as "if then and"
_TELLING = 0.4  # words with less than this share of the weightiest one's part are no explanation
_LONG, _PART, _REST = 24, 3, 0.2
_BREAK = re.compile(r"[.;:!?,\n]|\band\b|\bbut\b|\bbecause\b|\bso\b")
_WORD = re.compile(r"[a-z0-9]+(?:'[a-z0-9]+)*")
_SILENT: Final = frozenset(
    _WORD.findall(
        """
        a about after again all also am an and any anyone are as at be because been before being but by
        can come could did do does doing done even every for from further get gets getting give go goes
        going gone got had has have having he her here him his how i if in into is it its itself just
        know let like make makes many may me might more most much my need needs no not of off on once
        one only or other our ours out over own per please put quite rather really s same say said says
        see seem seems she should so some someone something still such t take than that the their them
        then there these they thing things think this those though through to too two up us very want
        wants was way we were what when where which while whom whose why will with within without would
        yet you your its thats were theyre lets dont doesnt didnt isnt arent wasnt werent im ive id youre weve
        theyve hes shes theres whats cant couldnt wouldnt shouldnt hasnt havent hadnt u r ur til cuz bc gonna
        wanna gotta lol tbh ok okay yeah well like kinda sorta stuff
        """
    )
)
"""Words that say nothing of what a sentence is about."""

_COMMON: Final = frozenset(
    _WORD.findall(
        """
        anybody anyone anything anywhere apparently around ask asked asking away back bad barely become
        becomes believe best bet better between big bit both bring brought call called came cannot case
        catch child children classroom classrooms clear close come comes coming completely couple day days
        each easy eight eleven else end even ever everybody everyone everything exactly except eye eyes fact
        fall far feel feels felt few fifty fill find fine first five folks forever found four friday front
        full funny gave getting given good got great grew ground grow half hand handed hands happen happened
        happens hard hear heard held high hit hold home hope hundred instead keep keeps kept kid kids kind
        knew known knows land lands last lately later leave left less life line list little live living long
        look looked looking looks lots love low made making matter maybe mean meant might mind minute monday
        month months morning move moved named near never new next night nine none normal nothing now number
        often old open opened others ourselves pages part past people pick picked picture piece place places
        plan point problem pull pulled question quite read ready real reason remember rest right room rooms
        row run running runs sat saturday saw says school schools second set seven several show shows side
        since sit six small somebody someone somewhere sort speak spend spent spring staff stand start
        started stay still stop story student students sunday supposed sure table teacher teachers tell ten
        thirty thought thousand three thursday today told tomorrow took toward town tried truth try trying
        tuesday turn turned twelve twenty two under understand use used using usual wall wants watch
        wednesday week weeks whatever whoever whole wish wonder word words work worked working works world
        write written wrong wrote year years yesterday yet
        """
    )
)
"""Words that say a little and stand in any talk at a school; alone they count by `_LITTLE`."""

_LOCAL = threading.local()


@dataclass(frozen=True, slots=True)
class Match:
    """How well one text answers, and the typed words that it answers to, weightiest first."""

    score: float
    words: tuple[str, ...]


class Index:
    """Texts by key, ready to be asked."""

    def __init__(
        self, texts: Mapping[str, Sequence[Weighted]], synonyms: Iterable[Sequence[str]] = ()
    ) -> None:
        """Index `texts`; each group of `synonyms` has words, or phrases that count only whole."""
        self._groups: dict[tuple[str, ...], set[int]] = {}
        for number, group in enumerate(synonyms):
            for phrase in group:
                self._groups.setdefault(tuple(_stem(word) for word in _words(phrase)), set()).add(number)
        self._longest = max((len(phrase) for phrase in self._groups), default=1)
        counted = {key: self._count(passages) for key, passages in texts.items()}
        self._mean = sum(sum(one.values()) for one in counted.values()) / max(len(counted), 1)
        self._postings: dict[str, dict[str, float]] = {}
        for key, counts in counted.items():
            length = 1 - _LENGTH + _LENGTH * sum(counts.values()) / (self._mean or 1.0)
            for term, count in counts.items():
                tamed = count * (_SATURATION + 1) / (count + _SATURATION * length)
                self._postings.setdefault(term, {})[key] = tamed
        for term, found in self._postings.items():
            rarity = math.log(1 + (len(counted) - len(found) + 0.5) / (len(found) + 0.5))
            self._postings[term] = {key: rarity * tamed for key, tamed in found.items()}
        self._spelling = Spelling(
            {term for term in self._postings if term[0] not in "#+="}
            | {phrase[0] for phrase in self._groups if len(phrase) == 1}
        )

    def ask(self, typed: str) -> dict[str, Match]:
        """The texts that answer to `typed`, by key, each with its score and the words that count.

        Of long talk the part that a text answers best counts whole, and the rest by a share.
        """
        whole = self._ask(typed)
        parts = _parts(typed)
        if len(parts) < 2:
            return whole
        best: dict[str, Match] = {}
        for part in parts:
            for key, match in self._ask(part).items():
                if key not in best or match.score > best[key].score:
                    best[key] = match
        return {
            key: Match(best[key].score + _REST * max(0.0, match.score - best[key].score), best[key].words)
            for key, match in whole.items()
            if key in best
        }

    def _ask(self, typed: str) -> dict[str, Match]:
        shares: dict[str, dict[str, float]] = {}
        for word, terms in self._terms_of(typed).items():
            best: dict[str, float] = {}
            for term, share in terms.items():
                for key, score in self._postings.get(term, {}).items():
                    best[key] = max(best.get(key, 0.0), score * share)
            for key, score in best.items():
                shares.setdefault(key, {})[word] = score
        return {key: _match(by_word) for key, by_word in shares.items()}

    def _count(self, passages: Sequence[Weighted]) -> Counter[str]:
        counts: Counter[str] = Counter()
        for weight, passage in passages:
            for terms in self._terms_of(passage, typed=False).values():
                for term in terms:
                    counts[term] += weight  # type: ignore[assignment]  # a share of a word is a share
        return counts

    def _terms_of(self, text: str, typed: bool = True) -> dict[str, dict[str, float]]:
        """For every word or phrase of a text the terms that it stands for, each with its share."""
        typed_as = _typed(text)
        words = [_plain(word) for word in typed_as]
        stems = [_stem(word) for word in words]
        found: dict[str, dict[str, float]] = {}
        telling = [place for place, word in enumerate(words) if word not in _SILENT]
        for place in telling:
            stem, share = self._spelling.meant(stems[place]) if typed else (stems[place], 1.0)
            share *= _LITTLE if words[place] in _COMMON else 1.0
            terms = found.setdefault(typed_as[place], {})
            terms[stem] = share
            terms |= {f"#{group}": _SYNONYM * share for group in self._groups.get((stem,), ())}
        for one, two in pairwise(telling):
            if two - one <= 2:
                pair = f"+{stems[one]} {stems[two]}"
                found.setdefault(f"{typed_as[one]} {typed_as[two]}", {})[pair] = _PAIR
        for start, end in _runs(len(words)) if typed else [(0, len(words))]:
            if 1 < end - start <= _PHRASE and not _SILENT.isdisjoint(words[start:end]):
                whole = f"={' '.join(stems[start:end])}"
                found.setdefault(" ".join(typed_as[start:end]), {})[whole] = _WHOLE
        for size in range(2, self._longest + 1):
            for start in range(len(stems) - size + 1):
                for group in self._groups.get(tuple(stems[start : start + size]), ()):
                    phrase = " ".join(typed_as[start : start + size])
                    found.setdefault(phrase, {})[f"#{group}"] = _SYNONYM
        return found


def _parts(typed: str) -> list[str]:
    """The parts of long talk, about a clause each; short words stay whole."""
    if len(_words(typed)) < _LONG:
        return [typed]
    parts = [part for part in _BREAK.split(typed.lower()) if len(_words(part)) >= _PART]
    return parts or [typed]


def _match(by_word: Mapping[str, float]) -> Match:
    ranked = sorted(by_word, key=lambda word: (-by_word[word], word))
    telling = [word for word in ranked if by_word[word] >= _TELLING * by_word[ranked[0]]]
    return Match(sum(by_word.values()), tuple(telling))


def _runs(many: int) -> Iterable[tuple[int, int]]:
    """Where every phrase of two words and more begins and ends among so many words."""
    return ((start, start + size) for size in range(2, _PHRASE + 1) for start in range(many - size + 1))


def _typed(text: str) -> list[str]:
    """The words as somebody wrote them, in small letters: "won't"."""
    return _WORD.findall(text.lower().replace("\u2019", "'"))


def _plain(word: str) -> str:
    """A word as it is looked up, however its apostrophe was written or forgotten: "wont"."""
    return word.replace("'", "")


def _words(text: str) -> list[str]:
    return [_plain(word) for word in _typed(text)]


def _stem(word: str) -> str:
    """The stem of an English word; a stemmer keeps a state of its own, so each thread has one."""
    stemmer = getattr(_LOCAL, "stemmer", None)
    if stemmer is None:
        stemmer = _LOCAL.stemmer = Stemmer.Stemmer("english")
    stem: str = stemmer.stemWord(word)
    return stem
