"""References as Sources/Desk/Reference.swift makes them."""


class References:
    """Seven random digits and a check digit, none twice."""

    def __init__(self, database, random):
        self.taken = {number for number, in database.execute("SELECT number FROM reference")}
        self.random = random

    def fresh(self):
        while True:
            seven = self.random.randrange(10 ** 7)
            digits = [int(digit) for digit in f"{seven:07d}"]
            # Luhn: every second digit from the right counts double, the digits of its double added.
            total = sum(d if n % 2 else d * 2 - 9 * (d > 4) for n, d in enumerate(reversed(digits)))
            number = seven * 10 + (10 - total % 10) % 10
            if number not in self.taken:
                self.taken.add(number)
                return f"{number // 10_000:04d}-{number % 10_000:04d}"
