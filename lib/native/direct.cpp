// The few calls worth keeping out of the boxed path: operators of the commonest signatures, and the views.
#include "operators.h"
#include <ATen/ATen.h>
#include <ATen/ScalarOps.h>

namespace oft {

namespace {

using Unary = at::Tensor(const at::Tensor&);
using UnaryInPlace = at::Tensor&(at::Tensor&);
using Binary = at::Tensor(const at::Tensor&, const at::Tensor&);
using BinaryInPlace = at::Tensor&(at::Tensor&, const at::Tensor&);
using BinaryAlpha = at::Tensor(const at::Tensor&, const at::Tensor&, const at::Scalar&);
using BinaryAlphaInPlace = at::Tensor&(at::Tensor&, const at::Tensor&, const at::Scalar&);
using ByScalar = at::Tensor(const at::Tensor&, const at::Scalar&);
using ByScalarInPlace = at::Tensor&(at::Tensor&, const at::Scalar&);

// Remembers the operator with its C++ signature. libtorch itself says whether it was registered with that one.
template <class Signature>
void direct(Operator& op, Direct how) {
    try {
        op.typed = new c10::TypedOperatorHandle<Signature>(op.handle.typed<Signature>());
        op.direct = how;
    } catch (const std::exception&) {
        op.direct = Direct::None;
    }
}

template <class Signature>
const c10::TypedOperatorHandle<Signature>& typed(const Operator& op) {
    return static_cast<const c10::TypedOperatorHandle<Signature>&>(*op.typed);
}

bool plain(const Argument& argument, Kind kind) {
    return argument.kind == kind && !argument.list && !argument.optional;
}

bool defaults_to_one(const Argument& argument) {
    return plain(argument, Kind::Scalar) && argument.has_fallback && argument.fallback.isInt() && argument.fallback.toInt() == 1;
}

// A number as the 0-dimensional tensor that libtorch's own scalar overloads would make of it. Kept, as models use few
// different constants; nobody else ever sees these tensors, so nobody writes to them.
const at::Tensor& wrapped(const oft_cell& cell) {
    struct Entry { int32_t tag = -1; int64_t bits = 0; at::Tensor tensor; };
    thread_local Entry entries[64];
    auto& entry = entries[(static_cast<uint64_t>(cell.v.i) * 0x9E3779B97F4A7C15u >> 58) ^ (cell.tag & 3)];
    if (entry.tag != cell.tag || entry.bits != cell.v.i) {
        c10::InferenceMode ordinary(false);   // a tensor born in inference mode could not be saved for backward later
        entry.tensor = at::scalar_to_tensor(scalar(cell));
        entry.tensor.unsafeGetTensorImpl()->set_wrapped_number(true);
        entry.tag = cell.tag;
        entry.bits = cell.v.i;
    }
    return entry.tensor;
}

at::IntArrayRef ints(const int64_t* values, int n) { return at::IntArrayRef(values, n); }

}

void choose_direct(Operator& op) {
    const auto& a = op.arguments;
    const auto& schema = op.handle.schema();
    if (a.empty() || !plain(a[0], Kind::Tensor) || schema.returns().size() != 1) return;
    const bool in_place = schema.is_mutable();
    if (a.size() == 1) {
        if (in_place) direct<UnaryInPlace>(op, Direct::UnaryInPlace); else direct<Unary>(op, Direct::Unary);
    } else if (a.size() == 2 && plain(a[1], Kind::Tensor)) {
        if (in_place) direct<BinaryInPlace>(op, Direct::BinaryInPlace); else direct<Binary>(op, Direct::Binary);
    } else if (a.size() == 3 && plain(a[1], Kind::Tensor) && defaults_to_one(a[2])) {
        if (in_place) direct<BinaryAlphaInPlace>(op, Direct::BinaryAlphaInPlace); else direct<BinaryAlpha>(op, Direct::BinaryAlpha);
    } else if (a.size() == 2 && plain(a[1], Kind::Scalar)) {
        if (in_place) direct<ByScalarInPlace>(op, Direct::ScalarInPlace); else direct<ByScalar>(op, Direct::Scalar);
    }
}

}

using namespace oft;

OFT_API int oft_call_unary(void* op, void* self, void** result) {
    return guarded([&] {
        auto& o = *static_cast<Operator*>(op);
        Borrowed x(self);
        if (o.direct == Direct::Unary) *result = give(typed<Unary>(o).call(x.tensor));
        else { typed<UnaryInPlace>(o).call(x.tensor); *result = nullptr; }
        return 0;
    });
}

OFT_API int oft_call_binary(void* op, void* self, void* other, void** result) {
    return guarded([&] {
        auto& o = *static_cast<Operator*>(op);
        Borrowed x(self), y(other);
        *result = nullptr;
        switch (o.direct) {
            case Direct::Binary: *result = give(typed<Binary>(o).call(x.tensor, y.tensor)); break;
            case Direct::BinaryAlpha: *result = give(typed<BinaryAlpha>(o).call(x.tensor, y.tensor, 1)); break;
            case Direct::BinaryInPlace: typed<BinaryInPlace>(o).call(x.tensor, y.tensor); break;
            default: typed<BinaryAlphaInPlace>(o).call(x.tensor, y.tensor, 1); break;
        }
        return 0;
    });
}

// The Tensor overload of an arithmetic operator, with a number on its right, or on its left when `reversed`.
OFT_API int oft_call_number(void* op, void* self, const oft_cell* number, int reversed, void** result) {
    return guarded([&] {
        auto& o = *static_cast<Operator*>(op);
        Borrowed x(self);
        const auto& y = wrapped(*number);
        const auto& left = reversed ? y : x.tensor;
        const auto& right = reversed ? x.tensor : y;
        *result = nullptr;
        if (o.direct == Direct::None) throw std::invalid_argument("this libtorch's signature of the operator takes no number directly");
        switch (o.direct) {
            case Direct::Binary: *result = give(typed<Binary>(o).call(left, right)); break;
            case Direct::BinaryAlpha: *result = give(typed<BinaryAlpha>(o).call(left, right, 1)); break;
            case Direct::BinaryInPlace: typed<BinaryInPlace>(o).call(x.tensor, y); break;
            default: typed<BinaryAlphaInPlace>(o).call(x.tensor, y, 1); break;
        }
        return 0;
    });
}

OFT_API int oft_call_scalar(void* op, void* self, const oft_cell* number, void** result) {
    return guarded([&] {
        auto& o = *static_cast<Operator*>(op);
        Borrowed x(self);
        *result = nullptr;
        if (o.direct == Direct::Scalar) *result = give(typed<ByScalar>(o).call(x.tensor, scalar(*number)));
        else typed<ByScalarInPlace>(o).call(x.tensor, scalar(*number));
        return 0;
    });
}

OFT_API int oft_view(void* self, const int64_t* shape, int n, void** result) {
    return guarded([&] { Borrowed x(self); *result = give(x.tensor.view(ints(shape, n))); return 0; });
}

OFT_API int oft_reshape(void* self, const int64_t* shape, int n, void** result) {
    return guarded([&] { Borrowed x(self); *result = give(x.tensor.reshape(ints(shape, n))); return 0; });
}

OFT_API int oft_expand(void* self, const int64_t* shape, int n, int implicit, void** result) {
    return guarded([&] { Borrowed x(self); *result = give(x.tensor.expand(ints(shape, n), implicit != 0)); return 0; });
}

OFT_API int oft_permute(void* self, const int64_t* order, int n, void** result) {
    return guarded([&] { Borrowed x(self); *result = give(x.tensor.permute(ints(order, n))); return 0; });
}

OFT_API int oft_transpose(void* self, int64_t a, int64_t b, void** result) {
    return guarded([&] { Borrowed x(self); *result = give(x.tensor.transpose(a, b)); return 0; });
}

OFT_API int oft_select(void* self, int64_t dim, int64_t index, void** result) {
    return guarded([&] { Borrowed x(self); *result = give(x.tensor.select(dim, index)); return 0; });
}

OFT_API int oft_slice(void* self, int64_t dim, int64_t start, int64_t stop, int64_t step, void** result) {
    return guarded([&] { Borrowed x(self); *result = give(x.tensor.slice(dim, start, stop, step)); return 0; });
}

OFT_API int oft_unsqueeze(void* self, int64_t dim, void** result) {
    return guarded([&] { Borrowed x(self); *result = give(x.tensor.unsqueeze(dim)); return 0; });
}

OFT_API int oft_squeeze(void* self, int64_t dim, void** result) {
    return guarded([&] { Borrowed x(self); *result = give(x.tensor.squeeze(dim)); return 0; });
}

OFT_API int oft_flatten(void* self, int64_t start, int64_t end, void** result) {
    return guarded([&] { Borrowed x(self); *result = give(x.tensor.flatten(start, end)); return 0; });
}

OFT_API int oft_contiguous(void* self, void** result) {
    return guarded([&] { Borrowed x(self); *result = give(x.tensor.contiguous()); return 0; });
}

// The list's type is read off the function, because its element has another name in every libtorch.
template <class List>
static at::Tensor pick(at::Tensor (*index)(const at::Tensor&, const List&), const at::Tensor& from, void* const* places, int n) {
    List list;
    list.reserve(n);
    for (int i = 0; i < n; i++) list.push_back(shared(places[i]));
    return index(from, list);
}

OFT_API int oft_index(void* self, void* const* places, int n, void** result) {
    return guarded([&] {
        Borrowed x(self);
        *result = give(pick(&at::index, x.tensor, places, n));
        return 0;
    });
}

OFT_API int oft_conv2d(void* input, void* weight, void* bias, const int64_t* window, int64_t groups, void** result) {
    return guarded([&] {
        Borrowed x(input), w(weight), b(bias);
        const auto stride = ints(window, 2), padding = ints(window + 2, 2), dilation = ints(window + 4, 2);
        *result = give(bias ? at::conv2d(x.tensor, w.tensor, b.tensor, stride, padding, dilation, groups)
                            : at::conv2d(x.tensor, w.tensor, {}, stride, padding, dilation, groups));
        return 0;
    });
}

OFT_API int oft_linear(void* input, void* weight, void* bias, void** result) {
    return guarded([&] {
        Borrowed x(input), w(weight), b(bias);
        *result = give(bias ? at::linear(x.tensor, w.tensor, b.tensor) : at::linear(x.tensor, w.tensor));
        return 0;
    });
}
