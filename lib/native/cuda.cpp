// What only NVIDIA GPUs have: streams, events, graphs, and what the allocator holds. An optional library of its own, built where
// libtorch has CUDA and CUDA's runtime headers are found.
#include "support.h"
#include <ATen/cuda/CUDAGraph.h>
#include <c10/cuda/CUDACachingAllocator.h>
#include <c10/cuda/CUDAException.h>
#include <c10/cuda/CUDAGuard.h>
#include <c10/cuda/CUDAStream.h>
#include <cuda_runtime_api.h>

std::string& oft::last_error() {
    thread_local std::string text;
    return text;
}

using namespace oft;
using c10::cuda::CUDAStream;

namespace {

CUDAStream& stream(void* handle) { return *static_cast<CUDAStream*>(handle); }
cudaEvent_t event(void* handle) { return static_cast<cudaEvent_t>(handle); }
at::cuda::CUDAGraph& graph(void* handle) { return *static_cast<at::cuda::CUDAGraph*>(handle); }

c10::DeviceIndex device(int index) { return static_cast<c10::DeviceIndex>(index); }

}

OFT_API int oft_cuda_abi() { return oft_abi; }
OFT_API const char* oft_cuda_error() { return last_error().c_str(); }

// Bytes: held by tensors now and at most, taken from the device now and at most, free on the device, the device's own.
OFT_API int oft_cuda_memory(int index, int64_t* into) {
    return guarded([&] {
        const c10::cuda::CUDAGuard here(device(index));
        const auto stats = c10::cuda::CUDACachingAllocator::getDeviceStats(device(index));
        size_t free = 0, total = 0;
        C10_CUDA_CHECK(cudaMemGetInfo(&free, &total));
        into[0] = stats.allocated_bytes[0].current;
        into[1] = stats.allocated_bytes[0].peak;
        into[2] = stats.reserved_bytes[0].current;
        into[3] = stats.reserved_bytes[0].peak;
        into[4] = static_cast<int64_t>(free);
        into[5] = static_cast<int64_t>(total);
        return 0;
    });
}

OFT_API int oft_cuda_reset_peak(int index) { return guarded([&] { c10::cuda::CUDACachingAllocator::resetPeakStats(device(index)); return 0; }); }
OFT_API int oft_cuda_empty_cache() { return guarded([&] { c10::cuda::CUDACachingAllocator::emptyCache(); return 0; }); }

OFT_API int oft_cuda_stream_new(int index, int urgent, void** result) {
    return guarded([&] { *result = new CUDAStream(c10::cuda::getStreamFromPool(urgent != 0, device(index))); return 0; });
}

OFT_API int oft_cuda_stream_current(int index, void** result) {
    return guarded([&] { *result = new CUDAStream(c10::cuda::getCurrentCUDAStream(device(index))); return 0; });
}

// What the calling thread does from now on goes to this stream.
OFT_API int oft_cuda_stream_use(void* handle) { return guarded([&] { c10::cuda::setCurrentCUDAStream(stream(handle)); return 0; }); }
OFT_API int oft_cuda_stream_synchronize(void* handle) { return guarded([&] { C10_CUDA_CHECK(cudaStreamSynchronize(stream(handle).stream())); return 0; }); }
OFT_API int oft_cuda_stream_wait(void* handle, void* until) { return guarded([&] { C10_CUDA_CHECK(cudaStreamWaitEvent(stream(handle).stream(), event(until), 0)); return 0; }); }
OFT_API void oft_cuda_stream_release(void* handle) { delete static_cast<CUDAStream*>(handle); }

OFT_API int oft_cuda_event_new(void** result) {
    return guarded([&] {
        cudaEvent_t made = nullptr;
        C10_CUDA_CHECK(cudaEventCreateWithFlags(&made, cudaEventDefault));
        *result = made;
        return 0;
    });
}

OFT_API int oft_cuda_event_record(void* handle, void* on) { return guarded([&] { C10_CUDA_CHECK(cudaEventRecord(event(handle), stream(on).stream())); return 0; }); }
OFT_API int oft_cuda_event_synchronize(void* handle) { return guarded([&] { C10_CUDA_CHECK(cudaEventSynchronize(event(handle))); return 0; }); }
OFT_API int oft_cuda_event_elapsed(void* from, void* to, float* milliseconds) { return guarded([&] { C10_CUDA_CHECK(cudaEventElapsedTime(milliseconds, event(from), event(to))); return 0; }); }
OFT_API void oft_cuda_event_release(void* handle) { cudaEventDestroy(event(handle)); }

// Calls without arguments compile with every version: later ones have defaults for pool and mode.
OFT_API int oft_cuda_graph_new(void** result) { return guarded([&] { *result = new at::cuda::CUDAGraph(); return 0; }); }
OFT_API int oft_cuda_graph_begin(void* handle) { return guarded([&] { graph(handle).capture_begin(); return 0; }); }
OFT_API int oft_cuda_graph_end(void* handle) { return guarded([&] { graph(handle).capture_end(); return 0; }); }
OFT_API int oft_cuda_graph_replay(void* handle) { return guarded([&] { graph(handle).replay(); return 0; }); }
OFT_API void oft_cuda_graph_release(void* handle) { delete static_cast<at::cuda::CUDAGraph*>(handle); }
