// An operator of libtorch with everything its schema says, worked out once.
#pragma once
#include "support.h"
#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/core/ivalue.h>
#include <vector>

namespace oft {

enum class Kind { Other, Tensor, Int, Double, Bool, String, Scalar, Device, Generator };

struct Argument {
    std::string name, type;
    Kind kind = Kind::Other;
    bool optional = false, list = false, optional_elements = false, has_fallback = false;
    int32_t fixed = 0;
    c10::IValue fallback;
};

// The shapes of operator that are called unboxed: what direct.cpp knows how to call.
enum class Direct : int32_t { None = 0, Unary, UnaryInPlace, Binary, BinaryInPlace, BinaryAlpha, BinaryAlphaInPlace, Scalar, ScalarInPlace };

struct Operator {
    Operator(c10::OperatorHandle found, std::string text) : handle(found), schema(std::move(text)) {}
    c10::OperatorHandle handle;
    std::string schema;
    std::vector<Argument> arguments;
    Direct direct = Direct::None;
    const c10::OperatorHandle* typed = nullptr;   // the handle with its C++ signature, when direct; lives as long as the process
};

void choose_direct(Operator& op);

}
