#include <iostream>
#include <stdexcept>
#include <string>

int main() {
    std::string text;
    std::getline(std::cin, text);
    std::cerr << "main.cpp:1:1: error: " << text << "\n";
    throw std::runtime_error(text);
}
