// What every file of the shim shares: borrowing a handle without touching its count, giving one away, and catching.
#pragma once
#include "oft_torch.h"
#include <ATen/core/Tensor.h>
#include <c10/util/Exception.h>
#include <exception>
#include <string>

namespace oft {

std::string& last_error();

inline at::TensorImpl* impl(void* handle) { return static_cast<at::TensorImpl*>(handle); }

// A tensor that looks through a handle: the count is neither raised nor lowered.
class Borrowed {
public:
    explicit Borrowed(void* handle) {
        if (handle) tensor = at::Tensor(c10::intrusive_ptr<at::TensorImpl, at::UndefinedTensorImpl>::reclaim(impl(handle)));
    }
    ~Borrowed() { if (tensor.defined()) tensor.unsafeReleaseTensorImpl(); }
    Borrowed(const Borrowed&) = delete;
    Borrowed& operator=(const Borrowed&) = delete;
    at::Tensor tensor;
};

// A second owner of the handle's tensor. The look has a name because a member of a temporary would be moved out of it.
inline at::Tensor shared(void* handle) {
    Borrowed look(handle);
    return at::Tensor(look.tensor);
}

// Gives the tensor's reference to the caller.
inline void* give(at::Tensor&& tensor) { return tensor.defined() ? tensor.unsafeReleaseTensorImpl() : nullptr; }

template <class F>
int guarded(F&& body) noexcept {
    try {
        return body();
    } catch (const c10::Error& e) {
        last_error() = e.what_without_backtrace();
    } catch (const std::exception& e) {
        last_error() = e.what();
    } catch (...) {
        last_error() = "libtorch threw something that is no exception";
    }
    return -1;
}

at::Scalar scalar(const oft_cell& cell);

}
