// Gradients: graph flags, backward, hooks, and nodes whose backward is a function of the caller's.
#include "support.h"
#include <ATen/ATen.h>
#include <c10/core/GradMode.h>
#include <c10/core/InferenceMode.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/csrc/autograd/function.h>
#include <torch/csrc/autograd/functions/utils.h>
#include <torch/csrc/autograd/variable.h>
#include <ATen/autocast_mode.h>
#include <torch/version.h>
#include <vector>

using namespace oft;
using torch::autograd::Edge;
using torch::autograd::Node;
using torch::autograd::variable_list;

namespace {

variable_list list(void* const* handles, int n) {
    variable_list result;
    result.reserve(n);
    for (int i = 0; i < n; i++) result.push_back(shared(handles[i]));
    return result;
}

// A context that is handed back once, whoever holds it last.
struct Context {
    Context(void* given, void (*when_done)(void*)) : context(given), done(when_done) {}
    ~Context() { done(context); }
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;
    void* context;
    void (*done)(void*);
};

// backward(context, gradients of the outputs, count, gradients of the inputs, count): 0, or -1 with *error a text that stays
// valid until the caller's next callback on this thread. Given handles are borrowed; written handles are taken over.
using backward_callback = int (*)(void*, void* const*, int, void**, int, const char**);

struct CallerNode : public Node {
    std::shared_ptr<Context> context;
    backward_callback callback = nullptr;
    int inputs = 0;

    variable_list apply(variable_list&& gradients) override {
        std::vector<void*> given, made(inputs, nullptr);
        for (auto& gradient : gradients) given.push_back(gradient.defined() ? gradient.unsafeGetTensorImpl() : nullptr);
        const char* error = nullptr;
        const int status = callback(context->context, given.data(), static_cast<int>(given.size()), made.data(), inputs, &error);
        variable_list result;
        for (auto* handle : made)
            result.push_back(handle ? at::Tensor(c10::intrusive_ptr<at::TensorImpl, at::UndefinedTensorImpl>::reclaim(impl(handle)))
                                    : at::Tensor());
        if (status < 0) throw std::runtime_error(error ? error : "a custom backward failed");
        return result;
    }
};

// The graph holds nodes by shared_ptr up to 2.11 and by intrusive_ptr in 2.13: ask Edge which. Names that one of them lacks
// depend on a template's argument, so that they are only looked for where they are used.
template <class Owner> struct Maker;
template <> struct Maker<std::shared_ptr<Node>> {
    template <class Made> static std::shared_ptr<Made> make() {
        return std::shared_ptr<Made>(new Made(), [](auto* node) { deleteNode(node); });   // deep graphs would overflow the stack otherwise
    }
};
template <class Null> struct Maker<c10::intrusive_ptr<Node, Null>> {
    template <class Made> static auto make() { return c10::make_intrusive<Made>(); }
};

}

OFT_API int oft_set_requires_grad(void* handle, int on) {
    return guarded([&] { Borrowed x(handle); x.tensor.set_requires_grad(on != 0); return 0; });
}

OFT_API int oft_retain_grad(void* handle) {
    return guarded([&] { Borrowed x(handle); x.tensor.retain_grad(); return 0; });
}

OFT_API int oft_grad(void* handle, void** result) {
    return guarded([&] { Borrowed x(handle); *result = give(at::Tensor(x.tensor.grad())); return 0; });
}

OFT_API int oft_set_grad(void* handle, void* gradient) {
    return guarded([&] {
        Borrowed x(handle);
        if (gradient) {
            Borrowed g(gradient);
            TORCH_CHECK(g.tensor.sizes() == x.tensor.sizes(), "grad: expected ", x.tensor.sizes(), ", got ", g.tensor.sizes(), ".");
        }
        x.tensor.mutable_grad() = shared(gradient);
        return 0;
    });
}

// grads may be null: ones, for scalars. An element of grads may be null too.
OFT_API int oft_backward(void* const* tensors, int n, void* const* grads, int retain, int create, void* const* inputs, int n_inputs) {
    return guarded([&] {
        torch::autograd::backward(list(tensors, n), grads ? list(grads, n) : variable_list{}, retain != 0, create != 0, list(inputs, n_inputs));
        return 0;
    });
}

OFT_API int oft_autograd_grad(void* const* outputs, int n, void* const* inputs, int n_inputs, void* const* grads,
                              int retain, int create, int allow_unused, void** results) {
    return guarded([&] {
        auto made = torch::autograd::grad(list(outputs, n), list(inputs, n_inputs), grads ? list(grads, n) : variable_list{},
                                          retain != 0, create != 0, allow_unused != 0);
        for (int i = 0; i < n_inputs; i++) results[i] = give(std::move(made[i]));
        return 0;
    });
}

OFT_API int oft_grad_mode() { return c10::GradMode::is_enabled(); }
OFT_API void oft_set_grad_mode(int on) { c10::GradMode::set_enabled(on != 0); }
OFT_API int oft_inference_mode() { return c10::InferenceMode::is_enabled(); }
OFT_API void* oft_inference_enter(int on) { return new c10::InferenceMode(on != 0); }
OFT_API void oft_inference_leave(void* guard) { delete static_cast<c10::InferenceMode*>(guard); }

#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 4)
static bool autocast_on(c10::DeviceType device) { return at::autocast::is_autocast_enabled(device); }
static at::ScalarType autocast_dtype(c10::DeviceType device) { return at::autocast::get_autocast_dtype(device); }
static void autocast_set(c10::DeviceType device, bool on, at::ScalarType dtype) {
    at::autocast::set_autocast_enabled(device, on);
    at::autocast::set_autocast_dtype(device, dtype);
}
#else
static bool autocast_on(c10::DeviceType device) {
    return device == c10::kCUDA ? at::autocast::is_enabled() : at::autocast::is_cpu_enabled();
}
static at::ScalarType autocast_dtype(c10::DeviceType device) {
    return device == c10::kCUDA ? at::autocast::get_autocast_gpu_dtype() : at::autocast::get_autocast_cpu_dtype();
}
static void autocast_set(c10::DeviceType device, bool on, at::ScalarType dtype) {
    if (device == c10::kCUDA) { at::autocast::set_enabled(on); at::autocast::set_autocast_gpu_dtype(dtype); }
    else { at::autocast::set_cpu_enabled(on); at::autocast::set_autocast_cpu_dtype(dtype); }
}
#endif

// Sets autocast of a device; was_on and was_dtype hold what to set back. nesting: +1 entering, -1 leaving.
OFT_API int oft_autocast(int device_type, int on, int dtype, int nesting, int* was_on, int* was_dtype) {
    return guarded([&] {
        const auto device = static_cast<c10::DeviceType>(device_type);
        TORCH_CHECK(device == c10::kCPU || device == c10::kCUDA, "autocast: expected the device cpu or cuda");
        *was_on = autocast_on(device);
        *was_dtype = static_cast<int>(autocast_dtype(device));
        autocast_set(device, on != 0, static_cast<at::ScalarType>(dtype));
        if (nesting > 0) at::autocast::increment_nesting();
        else if (at::autocast::decrement_nesting() == 0) at::autocast::clear_cache();
        return 0;
    });
}

OFT_API int oft_autocast_state(int device_type, int* dtype) {
    return guarded([&] {
        const auto device = static_cast<c10::DeviceType>(device_type);
        *dtype = static_cast<int>(autocast_dtype(device));
        return autocast_on(device) ? 1 : 0;
    });
}

// callback(context, gradient, **replacement, **error): the gradient is borrowed, a replacement is taken over, null keeps it.
OFT_API int oft_hook(void* handle, int (*callback)(void*, void*, void**, const char**), void* context, void (*done)(void*), int64_t* position) {
    auto held = std::make_shared<Context>(context, done);
    return guarded([&] {
        Borrowed x(handle);
        *position = x.tensor.register_hook([held, callback](at::Tensor gradient) -> at::Tensor {
            void* replacement = nullptr;
            const char* error = nullptr;
            const int status = callback(held->context, gradient.defined() ? gradient.unsafeGetTensorImpl() : nullptr, &replacement, &error);
            if (status < 0) throw std::runtime_error(error ? error : "a gradient hook failed");
            if (!replacement) return gradient;
            return at::Tensor(c10::intrusive_ptr<at::TensorImpl, at::UndefinedTensorImpl>::reclaim(impl(replacement)));
        });
        return 0;
    });
}

OFT_API int oft_hook_remove(void* handle, int64_t position) {
    return guarded([&] { Borrowed x(handle); x.tensor.remove_hook(static_cast<unsigned>(position)); return 0; });
}

// Makes the outputs depend on the inputs through one node that calls back. Outputs must be fresh tensors without a graph.
// Returns 1 when a node was made, 0 when no input needs a gradient (the context is then done with at once).
OFT_API int oft_custom(void* const* inputs, int n_inputs, void* const* outputs, int n_outputs, const uint8_t* differentiable,
                       backward_callback callback, void* context, void (*done)(void*)) {
    auto held = std::make_shared<Context>(context, done);
    return guarded([&] {
        auto needing = list(inputs, n_inputs);
        bool any = false;
        for (auto& input : needing) any = any || (input.defined() && input.requires_grad());
        if (!any || !c10::GradMode::is_enabled()) return 0;
        auto node = Maker<std::decay_t<decltype(Edge::function)>>::make<CallerNode>();
        node->context = held;
        node->callback = callback;
        node->inputs = n_inputs;
        node->set_next_edges(torch::autograd::collect_next_edges(needing));
        for (int i = 0; i < n_outputs; i++) {
            auto output = shared(outputs[i]);
            if (differentiable[i]) torch::autograd::set_history(output, node);
            else node->add_input_metadata(Node::undefined_input());
        }
        return 1;
    });
}
