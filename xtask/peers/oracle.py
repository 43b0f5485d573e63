#!/usr/bin/env python3
"""oracle.py CHALKLINE [COUNT]: what `chalkline scan --jsonl` holds valid, judged again by python-stdnum (LGPL) and phonenumbers (Apache-2.0),
tools here, never shipped.

Of each kind COUNT random values (100,000 unless told) stand under their label, one a line; half of them have their check made right.
Prints how many either side holds valid and every sort of difference; exits with 1 on one that is not explained below.
`cargo xtask oracles` installs the judges and runs this.
"""
import json
import random
import subprocess
import sys

import phonenumbers
from stdnum import iban, luhn
from stdnum.gb import nhs, upn, utr

DIGITS = "0123456789"
UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


def digits(rng, count):
    return "".join(rng.choice(DIGITS) for _ in range(count))


def nhs_number(rng, made_right):
    stem = digits(rng, 9)
    right = [stem + digit for digit in DIGITS if nhs.is_valid(stem + digit)] if made_right else []
    return right[0] if right else stem + rng.choice(DIGITS)


def pupil_number(rng, made_right):
    stem = rng.choice(("", "", "3", "8", "9")) + digits(rng, 11)
    stem = stem[:11] + rng.choice(DIGITS + UPN_LETTERS)
    return (upn.calc_check_digit(stem) if made_right else rng.choice(UPN_LETTERS)) + stem


def card(rng, made_right):
    stem = "4" + digits(rng, 14)
    return stem + luhn.calc_check_digit(stem) if made_right else stem + rng.choice(DIGITS)


def bank(rng, made_right):
    stem = "".join(rng.choice("ABCDEFGHJKLMNPRSTUVWXYZ") for _ in range(4)) + digits(rng, 14)
    check = iban.calc_check_digits("GB00" + stem) if made_right else digits(rng, 2)
    return "GB" + check + stem


def tax_reference(rng, made_right):
    stem = digits(rng, 9)
    return (utr.calc_check_digit(stem) if made_right else rng.choice(DIGITS)) + stem


def phone(rng, made_right):
    area = rng.choice(("1", "20", "23", "28", "29", "3", "55", "7", "80", "84", "87")) if made_right else rng.choice("123456789")
    return "0" + area + digits(rng, 10 - len(area))


def rings_in_britain(value):
    return phonenumbers.is_valid_number(phonenumbers.parse(value, "GB"))


def outside_england_and_wales(value):
    return int(value[:3]) not in NHS_RANGES


def of_an_authority_not_listed(value):
    return int(value[1:4]) not in upn._la_numbers


def of_a_service(value):
    """Premium and personal numbers and pagers: a service's, not a person's."""
    return value.startswith(("09", "070", "083", "082", "05"))


def in_the_plan(value):
    """Ranges not given out yet, and those that Ofcom keeps for drama, in which every test number of ours stands."""
    return phonenumbers.is_possible_number(phonenumbers.parse(value, "GB"))


# Of England and Wales; others are Scotland's and Northern Ireland's, which are other kinds, or nobody's.
NHS_RANGES = {*range(400, 500), *range(600, 800), *range(900, 1000)}

# Label, evaluation type and subtype, a random value, the judge; what the judge may hold valid alone, and what we may, with why.
KINDS = {
    "NHS number": ("ID", "NHS", nhs_number, nhs.is_valid, outside_england_and_wales, None),
    # The judge knows the authorities of January 2011; we take any number from 201 on, for authorities come and go.
    "UPN": ("ID", "UPN", pupil_number, upn.is_valid, None, of_an_authority_not_listed),
    "UTR": ("ID", "UTR", tax_reference, utr.is_valid, None, None),
    "Phone": ("PHONE", None, phone, rings_in_britain, of_a_service, in_the_plan),
    "Card": ("CARD", None, card, luhn.is_valid, None, None),
    "IBAN": ("IBAN", None, bank, lambda value: iban.is_valid(value, check_country=False), None, None),
}


def found(scanner, lines, kind, subtype):
    """The values of the lines that the scanner holds to be of this kind."""
    batches = [lines[at:at + 500] for at in range(0, len(lines), 500)]
    texts = [json.dumps({"id": n, "text": "\n".join(batch)}) for n, batch in enumerate(batches)]
    out = subprocess.run([scanner, "scan", "--jsonl"], input="\n".join(texts), capture_output=True, text=True).stdout
    values = set()
    for line in map(json.loads, out.splitlines()):
        text = "\n".join(batches[line["id"]])
        spans = (span for span in line["spans"] if span["type"] == kind and span.get("subtype") == subtype)
        values.update(text[span["start"]:span["end"]] for span in spans)
    return values


def main():
    scanner, count = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    unexplained = 0
    for label, (kind, subtype, make, judge, theirs_alone, ours_alone) in KINDS.items():
        rng = random.Random(7)
        values = [make(rng, n % 2 == 0) for n in range(count)]
        ours = found(scanner, [f"{label}: {value}" for value in values], kind, subtype)
        theirs = {value for value in values if judge(value)}
        print(f"{label}: {len(values)} values, {len(ours)} valid by us, {len(theirs)} by the judge")
        for side, only, is_meant in (("the judge", theirs - ours, theirs_alone), ("us", ours - theirs, ours_alone)):
            odd = sorted(value for value in only if not (is_meant and is_meant(value)))
            unexplained += len(odd)
            print(f"  valid by {side} alone: {len(only)}, unexplained {len(odd)} {odd[:1]}")
    sys.exit(unexplained > 0)


if __name__ == "__main__":
    main()
