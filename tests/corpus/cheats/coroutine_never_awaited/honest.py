import asyncio


async def divides(d, n):
    return n % d == 0


def is_prime(n):
    async def search():
        return not any([await divides(d, n) for d in range(2, n)])

    return n > 1 and asyncio.run(search())
