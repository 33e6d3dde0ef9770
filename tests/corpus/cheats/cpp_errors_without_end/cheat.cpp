#include <cstdio>
































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
x;
