#include <iostream>
template <int N> struct Deep { static constexpr int value = Deep<N - 1>::value; };
template <> struct Deep<0> { static constexpr int value = 0; };

int main() {
    int n;
    long long x, total = Deep<100>::value;
    std::cin >> n;
    while (std::cin >> x) total += x;
    std::cout << total << "\n";
}
