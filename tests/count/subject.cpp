// SPDX-License-Identifier: BSD-2-Clause
// Functions of C++ to be probed. usage: subject N
#include <cstdlib>
#include <memory>
#include <string>

#define FUNCTION __attribute__((noinline, noclone))
#define KEEP __asm__ volatile("" ::: "memory")

namespace ns {

FUNCTION int twice(int n) {
	KEEP;
	return 2 * n;
}
FUNCTION long twice(long n) {
	KEEP;
	return 2 * n;
}

class Account {
public:
	explicit Account(int balance) : balance_(balance) {}
	FUNCTION int deposit(int amount, const char* why) {
		KEEP;
		return balance_ += why ? amount : 0;
	}

private:
	int balance_;
};

template <class T>
FUNCTION T largest(T a, T b) {
	KEEP;
	return a > b ? a : b;
}

} // namespace ns

FUNCTION static size_t length(const std::string& text) {
	KEEP;
	return text.size();
}

// Where to put the result is an argument before the first: of objects with a destructor, however small.

FUNCTION static std::string name_for(int n) {
	KEEP;
	return std::string(static_cast<size_t>(n), 'x');
}
FUNCTION static std::unique_ptr<int> boxed(int n) {
	KEEP;
	return std::make_unique<int>(n);
}

// Not of numbers, however large.

FUNCTION static long double precise(int n) {
	KEEP;
	return n;
}
FUNCTION static __complex__ double turned(__complex__ double by, int n) {
	KEEP;
	return by * static_cast<double>(n);
}

struct Base {
	int kept = 5;
};
struct Derived : virtual Base {
	int own = 7;
};

FUNCTION static int sum_of(const Derived& derived) {
	KEEP;
	return derived.kept + derived.own;
}

int main(int argc, char** argv) {
	ns::Account account(100);

	for (int i = 0; i < (argc > 1 ? std::atoi(argv[1]) : 1); i++) {
		ns::twice(i);
		ns::twice(static_cast<long>(i));
		account.deposit(-i, "because");
		ns::largest<int>(i, 5);
		length("text");
		name_for(i);
		boxed(i);
		precise(i);
		turned(2, i);
		sum_of(Derived());
	}
	return 0;
}
