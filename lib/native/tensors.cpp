// A tensor's life, what it is, and the bytes in it.
#include "support.h"
#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

using namespace oft;

OFT_API void oft_release(void* handle) {
    c10::intrusive_ptr<at::TensorImpl, at::UndefinedTensorImpl>::reclaim(impl(handle));
}

OFT_API void* oft_retain(void* handle) { return give(shared(handle)); }

OFT_API int64_t oft_use_count(void* handle) {
    Borrowed x(handle);
    return static_cast<int64_t>(x.tensor.use_count());
}

OFT_API void oft_describe(void* handle, oft_meta* meta) {
    auto* t = impl(handle);
    const auto device = t->device();
    meta->dtype = static_cast<int32_t>(c10::typeMetaToScalarType(t->dtype()));
    meta->device_type = static_cast<int32_t>(device.type());
    meta->device_index = device.index();
    meta->dims = static_cast<int32_t>(t->dim());
    meta->numel = t->numel();
    meta->item_size = static_cast<int64_t>(t->itemsize());
    meta->sparse = t->is_sparse();
    meta->contiguous = meta->sparse ? 0 : t->is_contiguous();
    meta->storage_offset = meta->sparse ? 0 : t->storage_offset();
    Borrowed x(handle);
    meta->requires_grad = x.tensor.requires_grad();
    meta->is_leaf = x.tensor.is_leaf();
}

OFT_API int oft_dtype(void* handle) { return static_cast<int>(c10::typeMetaToScalarType(impl(handle)->dtype())); }
OFT_API int oft_dims(void* handle) { return static_cast<int>(impl(handle)->dim()); }
OFT_API int64_t oft_numel(void* handle) { return impl(handle)->numel(); }
OFT_API int oft_requires_grad(void* handle) { return impl(handle)->requires_grad() ? 1 : Borrowed(handle).tensor.requires_grad(); }
OFT_API int oft_contiguous_now(void* handle) { return impl(handle)->is_contiguous(); }

// Bytes of memory that came to be with this tensor: 0 for a view of another's.
OFT_API int64_t oft_fresh_bytes(void* handle) {
    auto* t = impl(handle);
    if (!t->has_storage() || t->storage().use_count() != 1) return 0;
    return static_cast<int64_t>(t->storage().nbytes());
}

OFT_API void oft_sizes(void* handle, int64_t* into) {
    auto sizes = impl(handle)->sizes();
    std::copy(sizes.begin(), sizes.end(), into);
}

OFT_API int oft_size(void* handle, int64_t dim, int64_t* size) {
    return guarded([&] { *size = impl(handle)->size(dim); return 0; });
}

OFT_API int oft_strides(void* handle, int64_t* into) {
    return guarded([&] {
        auto strides = impl(handle)->strides();
        std::copy(strides.begin(), strides.end(), into);
        return 0;
    });
}

OFT_API int oft_data(void* handle, void** data) {
    return guarded([&] { Borrowed x(handle); *data = x.tensor.data_ptr(); return 0; });
}

OFT_API int oft_item(void* handle, oft_cell* cell) {
    return guarded([&] {
        Borrowed x(handle);
        const auto value = x.tensor.item();
        if (value.isFloatingPoint()) { cell->tag = OFT_DOUBLE; cell->v.d = value.toDouble(); }
        else if (value.isBoolean()) { cell->tag = OFT_BOOL; cell->v.i = value.toBool(); }
        else if (value.isComplex()) { throw std::invalid_argument("a complex number has no real item; take real() or imag() first"); }
        else { cell->tag = OFT_INT; cell->v.i = value.toLong(); }
        return 0;
    });
}

// Bytes in and out of any tensor, contiguous or not, on any device, in row-major order.
OFT_API int oft_copy_in(void* handle, void* bytes) {
    return guarded([&] {
        Borrowed x(handle);
        c10::NoGradGuard quiet;
        auto source = at::from_blob(bytes, x.tensor.sizes(), at::TensorOptions().dtype(x.tensor.scalar_type()));
        x.tensor.copy_(source);
        return 0;
    });
}

OFT_API int oft_copy_out(void* handle, void* bytes) {
    return guarded([&] {
        Borrowed x(handle);
        c10::NoGradGuard quiet;
        auto target = at::from_blob(bytes, x.tensor.sizes(), at::TensorOptions().dtype(x.tensor.scalar_type()));
        target.copy_(x.tensor.detach());
        return 0;
    });
}

// A tensor over memory of the caller's; `done(context)` runs when the last view of it is gone.
OFT_API int oft_from_blob(void* data, const int64_t* sizes, int n, int dtype, void (*done)(void*), void* context, void** result) {
    return guarded([&] {
        auto options = at::TensorOptions().dtype(static_cast<at::ScalarType>(dtype));
        auto shape = at::IntArrayRef(sizes, n);
        *result = give(done ? at::from_blob(data, shape, [done, context](void*) { done(context); }, options)
                            : at::from_blob(data, shape, options));
        return 0;
    });
}

OFT_API int oft_to(void* handle, int dtype, int device_type, int device_index, int non_blocking, int copy, void** result) {
    return guarded([&] {
        Borrowed x(handle);
        const auto type = dtype < 0 ? x.tensor.scalar_type() : static_cast<at::ScalarType>(dtype);
        const auto device = device_type < 0 ? x.tensor.device()
            : c10::Device(static_cast<c10::DeviceType>(device_type), static_cast<c10::DeviceIndex>(device_index));
        *result = give(x.tensor.to(device, type, non_blocking != 0, copy != 0));
        return 0;
    });
}
