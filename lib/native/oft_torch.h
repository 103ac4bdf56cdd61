// The C face of libtorch for .NET. A tensor handle is a TensorImpl* that holds one strong reference; null is "no tensor".
// Every int function returns 0 or more, or -1 with the reason in oft_last_error() of the same thread.
#pragma once
#include <cstdint>

#define OFT_API extern "C" __attribute__((visibility("default")))

// Bumped whenever a signature below changes; the managed side refuses any other.
constexpr int32_t oft_abi = 1;

enum oft_tag : int32_t {
    OFT_DEFAULT = 0, OFT_NONE, OFT_TENSOR, OFT_INT, OFT_DOUBLE, OFT_BOOL, OFT_STRING,
    OFT_INTS, OFT_DOUBLES, OFT_BOOLS, OFT_TENSORS, OFT_DEVICE, OFT_GENERATOR, OFT_DTYPE
};

// One argument or result. n is a list's length or a device's type; v is the value, or where the list starts.
struct oft_cell {
    int32_t tag;
    int32_t n;
    union { int64_t i; double d; void* p; } v;
};

// What a tensor is, in one call.
struct oft_meta {
    int32_t dtype, device_type, device_index, dims;
    int64_t numel, item_size, storage_offset;
    int32_t requires_grad, is_leaf, contiguous, sparse;
};
