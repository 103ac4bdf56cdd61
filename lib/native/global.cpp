// What belongs to the process: start-up, version, threads, chance, devices.
#include "support.h"
#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Parallel.h>
#include <ATen/Version.h>
#include <c10/util/Logging.h>
#include <torch/cuda.h>
#include <torch/version.h>
#include <cstdlib>
#include <dlfcn.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <mutex>

using namespace oft;

namespace {

// libtorch 1.x walks and names the whole stack for every exception (2 to 5 ms); 2.x does so only when somebody reads it.
void make_exceptions_cheap() {
#if TORCH_VERSION_MAJOR < 2
    if (!std::getenv("OFT_NATIVE_STACKS")) c10::SetStackTraceFetcher([] { return std::string(); });
#endif
}

// Freed tensors stay in the heap up to 256 MB instead of going back to the kernel, which would map and clear the same pages
// again at the next step (4 % of a training step of 0.8 M parameters). glibc's own environment variable goes first.
void keep_freed_memory() {
#ifdef __GLIBC__
    if (std::getenv("MALLOC_TRIM_THRESHOLD_")) return;
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
    mallopt(M_TRIM_THRESHOLD, 256 << 20);
#endif
}

c10::GeneratorImpl* generator(void* handle) { return static_cast<c10::GeneratorImpl*>(handle); }

at::Generator held(void* handle) {
    return at::Generator(c10::intrusive_ptr<c10::GeneratorImpl>::unsafe_reclaim_from_nonowning(generator(handle)));
}

void* give_generator(at::Generator made) {
    auto* raw = made.unsafeGetGeneratorImpl();
    c10::raw::intrusive_ptr::incref(raw);
    return raw;
}

void* find_symbol(const char* name) {
    for (const char* library : {"libopenblas.so.0", "libblas.so.3", "liblapack.so.3"})
        if (void* handle = dlopen(library, RTLD_LAZY | RTLD_NOLOAD)) {
            void* symbol = dlsym(handle, name);
            dlclose(handle);
            if (symbol) return symbol;
        }
    return dlsym(RTLD_DEFAULT, name);
}

}

// Returns the shim's own version, to be compared by the caller.
OFT_API int oft_init() {
    make_exceptions_cheap();
    keep_freed_memory();
    return oft_abi;
}

// The libtorch this file was compiled against.
OFT_API const char* oft_version() { return TORCH_VERSION; }

OFT_API int oft_config(char* into, int capacity) {
    return guarded([&] {
        const auto text = at::show_config();
        const int n = std::min<int>(capacity, static_cast<int>(text.size()));
        std::copy_n(text.data(), n, into);
        return n;
    });
}

OFT_API int oft_set_threads(int n) { return guarded([&] { at::set_num_threads(n); return 0; }); }
OFT_API int oft_threads() { return guarded([&] { return at::get_num_threads(); }); }
OFT_API int oft_set_interop_threads(int n) { return guarded([&] { at::set_num_interop_threads(n); return 0; }); }
OFT_API int oft_interop_threads() { return guarded([&] { return at::get_num_interop_threads(); }); }

// OpenBLAS's description of itself, or null when another BLAS is in use.
OFT_API const char* oft_openblas_config() {
    auto ask = reinterpret_cast<char* (*)()>(find_symbol("openblas_get_config"));
    return ask ? ask() : nullptr;
}

// 0: sequential, 1: its own pool of threads, 2: OpenMP, -1: not OpenBLAS.
OFT_API int oft_openblas_parallel() {
    auto ask = reinterpret_cast<int (*)()>(find_symbol("openblas_get_parallel"));
    return ask ? ask() : -1;
}

OFT_API int oft_openblas_threads() {
    auto ask = reinterpret_cast<int (*)()>(find_symbol("openblas_get_num_threads"));
    return ask ? ask() : -1;
}

OFT_API void oft_set_openblas_threads(int n) {
    if (auto set = reinterpret_cast<void (*)(int)>(find_symbol("openblas_set_num_threads"))) set(n);
}

OFT_API int oft_manual_seed(int64_t seed) { return guarded([&] { at::manual_seed(static_cast<uint64_t>(seed)); return 0; }); }

OFT_API int oft_generator_default(int device_type, int device_index, void** result) {
    return guarded([&] {
        const c10::Device device(static_cast<c10::DeviceType>(device_type), static_cast<c10::DeviceIndex>(device_index));
        *result = give_generator(at::globalContext().defaultGenerator(device));
        return 0;
    });
}

OFT_API int oft_generator_new(uint64_t seed, int device_type, int device_index, void** result) {
    return guarded([&] {
        const c10::Device device(static_cast<c10::DeviceType>(device_type), static_cast<c10::DeviceIndex>(device_index));
        auto made = device.is_cpu() ? at::make_generator<at::CPUGeneratorImpl>(seed)
                                    : at::globalContext().defaultGenerator(device).clone();
        if (!device.is_cpu()) made.set_current_seed(seed);
        *result = give_generator(made);
        return 0;
    });
}

OFT_API void oft_generator_release(void* handle) { c10::intrusive_ptr<c10::GeneratorImpl>::reclaim(generator(handle)); }

OFT_API int oft_generator_set_seed(void* handle, uint64_t seed) {
    return guarded([&] {
        auto g = held(handle);
        std::lock_guard<std::mutex> lock(g.mutex());
        g.set_current_seed(seed);
        return 0;
    });
}

// Draws a new seed from the machine's own chance.
OFT_API int oft_generator_reseed(void* handle, uint64_t* seed) {
    return guarded([&] {
        auto g = held(handle);
        std::lock_guard<std::mutex> lock(g.mutex());
        *seed = g.seed();
        return 0;
    });
}

OFT_API int oft_generator_seed(void* handle, uint64_t* seed) {
    return guarded([&] { *seed = held(handle).current_seed(); return 0; });
}

OFT_API int oft_generator_state(void* handle, void** state) {
    return guarded([&] {
        auto g = held(handle);
        std::lock_guard<std::mutex> lock(g.mutex());
        *state = give(at::Tensor(g.get_state()));
        return 0;
    });
}

OFT_API int oft_generator_set_state(void* handle, void* state) {
    return guarded([&] {
        auto g = held(handle);
        std::lock_guard<std::mutex> lock(g.mutex());
        g.set_state(shared(state));
        return 0;
    });
}

OFT_API int oft_cuda_available() { return guarded([&] { return torch::cuda::is_available() ? 1 : 0; }); }
OFT_API int oft_cuda_count() { return guarded([&] { return static_cast<int>(torch::cuda::device_count()); }); }
OFT_API int oft_cudnn_available() { return guarded([&] { return torch::cuda::cudnn_is_available() ? 1 : 0; }); }
OFT_API int oft_cuda_synchronize(int index) { return guarded([&] { torch::cuda::synchronize(index); return 0; }); }
