#include <algorithm>
#include <iostream>
#include <string>

int main() {
    std::string word, number;
    std::cin >> word >> number;
    std::reverse(word.begin(), word.end());
    std::cerr << word << "\n";
    std::cout << number << " " << word << "\n";
}
