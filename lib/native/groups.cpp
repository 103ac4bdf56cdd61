// Process groups: libtorch's own c10d over Gloo. An optional library of its own, built where this libtorch has Gloo.
// Everything is flat float32 in the caller's memory, so nothing here depends on the other files or on how they hold tensors.
#include "oft_torch.h"
#include "support.h"
#include <ATen/ATen.h>
#include <torch/csrc/distributed/c10d/PrefixStore.hpp>
#include <torch/csrc/distributed/c10d/ProcessGroupGloo.hpp>
#include <torch/csrc/distributed/c10d/TCPStore.hpp>
#include <algorithm>
#include <chrono>

std::string& oft::last_error() {
    thread_local std::string text;
    return text;
}

using namespace oft;

namespace {

struct Group {
    c10::intrusive_ptr<c10d::Store> store;
    c10::intrusive_ptr<c10d::ProcessGroupGloo> gloo;
};

using Work = decltype(std::declval<c10d::ProcessGroupGloo>().barrier());

Group* group(void* handle) { return static_cast<Group*>(handle); }

std::vector<at::Tensor> seen(float* data, int64_t count) { return {at::from_blob(data, {count}, at::kFloat)}; }

int give(Work work, void** result) {
    *result = new Work(std::move(work));
    return 0;
}

}

OFT_API int oft_group_abi() { return oft_abi; }
OFT_API const char* oft_group_error() { return last_error().c_str(); }

// Meets the others at host:port. prefix keeps a second start at the same store apart; interface, where it is not empty,
// names the network interface that the others reach this process by, and address its address otherwise.
OFT_API int oft_group_store(const char* host, int port, int is_server, int size, const char* prefix, int64_t timeout_ms, void** result) {
    return guarded([&] {
        c10d::TCPStoreOptions options;
        options.port = static_cast<uint16_t>(port);
        options.isServer = is_server != 0;
        options.waitWorkers = false;
        options.numWorkers = static_cast<size_t>(size);
        options.timeout = std::chrono::milliseconds(timeout_ms);
        c10::intrusive_ptr<c10d::Store> store = c10::make_intrusive<c10d::TCPStore>(host, options);
        store->setTimeout(options.timeout);
        if (*prefix) store = c10::make_intrusive<c10d::PrefixStore>(prefix, store);
        *result = new Group{store, {}};
        return 0;
    });
}

OFT_API int oft_group_put(void* handle, const char* key, const uint8_t* data, int count) {
    return guarded([&] { group(handle)->store->set(key, std::vector<uint8_t>(data, data + count)); return 0; });
}

// Waits until somebody has put the key; returns its length, of which no more than the capacity is copied.
OFT_API int oft_group_get(void* handle, const char* key, uint8_t* into, int capacity, int64_t timeout_ms) {
    return guarded([&] {
        group(handle)->store->wait({key}, std::chrono::milliseconds(timeout_ms));
        const auto value = group(handle)->store->get(key);
        std::copy_n(value.data(), std::min<size_t>(value.size(), capacity), into);
        return static_cast<int>(value.size());
    });
}

OFT_API int oft_group_connect(void* handle, int rank, int size, const char* interface, const char* address, int64_t timeout_ms) {
    return guarded([&] {
        auto options = c10d::ProcessGroupGloo::Options::create(std::chrono::milliseconds(timeout_ms));
        options->devices.push_back(*interface ? c10d::ProcessGroupGloo::createDeviceForInterface(interface)
                                              : c10d::ProcessGroupGloo::createDeviceForHostname(address));
        group(handle)->gloo = c10::make_intrusive<c10d::ProcessGroupGloo>(group(handle)->store, rank, size, options);
        return 0;
    });
}

// Sums over all processes, in place. The memory must stay until the work has ended.
OFT_API int oft_group_sum(void* handle, float* data, int64_t count, void** work) {
    return guarded([&] { auto tensors = seen(data, count); return give(group(handle)->gloo->allreduce(tensors), work); });
}

OFT_API int oft_group_broadcast(void* handle, float* data, int64_t count, int root, void** work) {
    return guarded([&] {
        auto tensors = seen(data, count);
        c10d::BroadcastOptions options;
        options.rootRank = root;
        return give(group(handle)->gloo->broadcast(tensors, options), work);
    });
}

// 1 where the work has ended well, 0 where it has not ended within so many milliseconds.
OFT_API int oft_work_wait(void* handle, int64_t timeout_ms) {
    return guarded([&] {
        auto& work = *static_cast<Work*>(handle);
        try {
            work->wait(std::chrono::milliseconds(std::max<int64_t>(timeout_ms, 1)));   // 0 would be for ever
        } catch (const std::exception&) {
            if (!work->isCompleted()) return 0;   // the time was up
            work->wait();                         // ended badly, or well just then
        }
        return 1;
    });
}

OFT_API void oft_work_release(void* handle) { delete static_cast<Work*>(handle); }

OFT_API void oft_group_release(void* handle) { delete group(handle); }
