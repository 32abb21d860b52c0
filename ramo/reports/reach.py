"""Which proofs lie within a person's reach: of the own institution, of the own district, all."""

from django.db.models import Q
from django.http import Http404

from ramo.accounts.models import User
from ramo.network import reach
from ramo.network.access import NETWORK, Permission, Scope, Visitor, may, require, require_somewhere
from ramo.vocabularies.models import District

from .errors import NoSuchProof
from .models import Proof, ProofQuerySet
from .numbers import Number


def proofs_within(user: User) -> ProofQuerySet:
    if may(user, Permission.SEE_PROOF, NETWORK):
        return Proof.objects.all()
    districts = reach.districts_within(user, Permission.SEE_PROOF)
    institutions = reach.institutions_within(user, Permission.SEE_PROOF)
    return Proof.objects.filter(Q(district__in=districts) | Q(institution__in=institutions))


def require_proof(user: Visitor, slug: str) -> Proof:
    """The proof of this number, for those whom it concerns."""
    person = require_somewhere(user, Permission.SEE_PROOF)
    proof = find(slug)
    if proof is None:
        raise Http404
    if not may(person, Permission.SEE_PROOF, proof.institution):
        require(person, Permission.SEE_PROOF, scope_of(proof.district))
    return proof


def require_maker(user: Visitor, district: District | None) -> User:
    return require(user, Permission.MAKE_PROOF, scope_of(district))


def scope_of(district: District | None) -> Scope:
    """Without a district it is of the whole network."""
    return district or NETWORK


def find(slug: str) -> Proof | None:
    """Only under its one address."""
    try:
        number = Number.read(slug)
    except NoSuchProof:
        return None
    return Proof.objects.whole().numbered(number).first() if number.slug == slug else None
