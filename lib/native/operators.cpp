// Operators by schema name: found once, called boxed with arguments converted as the schema says.
#include "operators.h"
#include <ATen/core/Generator.h>
#include <ATen/core/List.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/core/ivalue.h>
#include <ATen/core/jit_type.h>
#include <memory>
#include <mutex>
#include <sstream>
#include <unordered_map>

namespace oft {

namespace {

Kind kind_of(const c10::Type& type) {
    switch (type.kind()) {
        case c10::TypeKind::TensorType: return Kind::Tensor;
        case c10::TypeKind::IntType:
        case c10::TypeKind::SymIntType: return Kind::Int;
        case c10::TypeKind::FloatType: return Kind::Double;
        case c10::TypeKind::BoolType: return Kind::Bool;
        case c10::TypeKind::StringType: return Kind::String;
        case c10::TypeKind::NumberType: return Kind::Scalar;
        case c10::TypeKind::DeviceObjType: return Kind::Device;
        case c10::TypeKind::GeneratorType: return Kind::Generator;
        default: return Kind::Other;
    }
}

Argument describe(const c10::Argument& argument) {
    Argument result;
    result.name = argument.name();
    result.type = argument.type()->str();
    auto type = argument.type();
    if (type->kind() == c10::TypeKind::OptionalType) {
        result.optional = true;
        type = type->containedTypes()[0];
    }
    if (type->kind() == c10::TypeKind::ListType) {
        result.list = true;
        auto element = type->containedTypes()[0];
        if (element->kind() == c10::TypeKind::OptionalType) {
            result.optional_elements = true;
            element = element->containedTypes()[0];
        }
        result.kind = kind_of(*element);
        auto length = argument.N();
        if (length.has_value()) result.fixed = *length;
    } else {
        result.kind = kind_of(*type);
    }
    auto fallback = argument.default_value();
    if (fallback.has_value()) {
        result.has_fallback = true;
        result.fallback = *fallback;
    }
    return result;
}

const char* tag_name(int32_t tag) {
    static const char* names[] = {"its default", "None", "a tensor", "an int", "a float", "a bool", "a string",
        "a list of ints", "a list of floats", "a list of bools", "a list of tensors", "a device", "a generator", "a dtype"};
    return tag >= 0 && tag <= OFT_DTYPE ? names[tag] : "an unknown value";
}

[[noreturn]] void refuse(const Operator& op, size_t position, const std::string& why) {
    const auto& argument = op.arguments[position];
    std::ostringstream text;
    text << op.schema << ": argument " << position << " ('" << argument.name << "': " << argument.type << ") " << why;
    throw std::invalid_argument(text.str());
}

c10::IValue list_of(const Operator& op, size_t position, const oft_cell& cell) {
    const auto& argument = op.arguments[position];
    const auto n = cell.n;
    const bool any = n == 0 && cell.tag >= OFT_INTS && cell.tag <= OFT_TENSORS;   // an empty list carries no element type
    switch (argument.kind) {
        case Kind::Int: {
            c10::List<int64_t> list;
            if (cell.tag == OFT_INT || cell.tag == OFT_DTYPE) {
                for (int32_t i = 0; i < (argument.fixed > 0 ? argument.fixed : 1); i++) list.push_back(cell.v.i);
                return list;
            }
            if (cell.tag == OFT_INTS || any) {
                list.reserve(n);
                auto values = static_cast<const int64_t*>(cell.v.p);
                for (int32_t i = 0; i < n; i++) list.push_back(values[i]);
                return list;
            }
            break;
        }
        case Kind::Double: {
            c10::List<double> list;
            if (cell.tag == OFT_DOUBLE) { list.push_back(cell.v.d); return list; }
            if (cell.tag == OFT_DOUBLES || any) {
                list.reserve(n);
                auto values = static_cast<const double*>(cell.v.p);
                for (int32_t i = 0; i < n; i++) list.push_back(values[i]);
                return list;
            }
            break;
        }
        case Kind::Bool: {
            c10::List<bool> list;
            if (cell.tag == OFT_BOOLS || any) {
                auto values = static_cast<const uint8_t*>(cell.v.p);
                for (int32_t i = 0; i < n; i++) list.push_back(values[i] != 0);
                return list;
            }
            break;
        }
        case Kind::Tensor: {
            if (cell.tag != OFT_TENSORS && !any) break;
            auto handles = static_cast<void* const*>(cell.v.p);
            if (argument.optional_elements) {
                c10::impl::GenericList list(c10::OptionalType::create(c10::TensorType::get()));
                for (int32_t i = 0; i < n; i++)
                    list.push_back(handles[i] ? c10::IValue(shared(handles[i])) : c10::IValue());
                return list;
            }
            c10::List<at::Tensor> list;
            list.reserve(n);
            for (int32_t i = 0; i < n; i++) {
                if (!handles[i]) refuse(op, position, "cannot take None as its element " + std::to_string(i));
                list.push_back(shared(handles[i]));
            }
            return list;
        }
        case Kind::Scalar: {
            c10::impl::GenericList list(c10::NumberType::get());
            if (cell.tag == OFT_DOUBLES || any) {
                auto values = static_cast<const double*>(cell.v.p);
                for (int32_t i = 0; i < n; i++) list.push_back(values[i]);
                return list;
            }
            if (cell.tag == OFT_INTS) {
                auto values = static_cast<const int64_t*>(cell.v.p);
                for (int32_t i = 0; i < n; i++) list.push_back(values[i]);
                return list;
            }
            break;
        }
        default: break;
    }
    refuse(op, position, std::string("cannot take ") + tag_name(cell.tag));
}

c10::IValue value_of(const Operator& op, size_t position, const oft_cell& cell) {
    const auto& argument = op.arguments[position];
    if (cell.tag == OFT_DEFAULT) {
        if (!argument.has_fallback) refuse(op, position, "cannot take its default: it has none");
        return argument.fallback;
    }
    if (cell.tag == OFT_NONE) {
        if (!argument.optional) refuse(op, position, "cannot take None");
        return c10::IValue();
    }
    if (argument.list) return list_of(op, position, cell);
    switch (argument.kind) {
        case Kind::Tensor:
            if (cell.tag == OFT_TENSOR) return shared(cell.v.p);
            break;
        case Kind::Int:
            if (cell.tag == OFT_INT || cell.tag == OFT_DTYPE || cell.tag == OFT_BOOL) return cell.v.i;
            break;
        case Kind::Double:
            if (cell.tag == OFT_DOUBLE) return cell.v.d;
            if (cell.tag == OFT_INT) return static_cast<double>(cell.v.i);
            break;
        case Kind::Bool:
            if (cell.tag == OFT_BOOL || cell.tag == OFT_INT) return cell.v.i != 0;
            break;
        case Kind::Scalar:
            if (cell.tag == OFT_DOUBLE) return cell.v.d;
            if (cell.tag == OFT_INT) return cell.v.i;
            if (cell.tag == OFT_BOOL) return cell.v.i != 0;
            break;
        case Kind::String:
            if (cell.tag == OFT_STRING) return std::string(static_cast<const char*>(cell.v.p), cell.n);
            break;
        case Kind::Device:
            if (cell.tag == OFT_DEVICE)
                return c10::Device(static_cast<c10::DeviceType>(cell.n), static_cast<c10::DeviceIndex>(cell.v.i));
            break;
        case Kind::Generator:
            if (cell.tag == OFT_GENERATOR)
                return at::Generator(c10::intrusive_ptr<c10::GeneratorImpl>::unsafe_reclaim_from_nonowning(
                    static_cast<c10::GeneratorImpl*>(cell.v.p)));
            break;
        default: break;
    }
    refuse(op, position, std::string("cannot take ") + tag_name(cell.tag));
}

// List results live here until this thread's next call.
struct Results {
    std::vector<void*> tensors;
    std::vector<int64_t> ints;
    std::vector<double> doubles;
    std::string text;
};
thread_local Results results;

oft_cell cell_of(c10::IValue&& value) {
    oft_cell cell{OFT_NONE, 0, {0}};
    if (value.isTensor()) {
        cell.v.p = give(std::move(value).toTensor());
        cell.tag = cell.v.p ? OFT_TENSOR : OFT_NONE;
    } else if (value.isInt()) {
        cell.tag = OFT_INT;
        cell.v.i = value.toInt();
    } else if (value.isDouble()) {
        cell.tag = OFT_DOUBLE;
        cell.v.d = value.toDouble();
    } else if (value.isBool()) {
        cell.tag = OFT_BOOL;
        cell.v.i = value.toBool();
    } else if (value.isTensorList()) {
        for (auto& tensor : value.toTensorVector()) results.tensors.push_back(give(std::move(tensor)));
        cell = {OFT_TENSORS, static_cast<int32_t>(results.tensors.size()), {0}};
        cell.v.p = results.tensors.data();
    } else if (value.isIntList()) {
        results.ints = value.toIntVector();
        cell = {OFT_INTS, static_cast<int32_t>(results.ints.size()), {0}};
        cell.v.p = results.ints.data();
    } else if (value.isDoubleList()) {
        results.doubles = value.toDoubleVector();
        cell = {OFT_DOUBLES, static_cast<int32_t>(results.doubles.size()), {0}};
        cell.v.p = results.doubles.data();
    } else if (value.isString()) {
        results.text = value.toStringRef();
        cell = {OFT_STRING, static_cast<int32_t>(results.text.size()), {0}};
        cell.v.p = const_cast<char*>(results.text.data());
    } else if (!value.isNone()) {
        throw std::invalid_argument("the operator returns " + value.tagKind() + ", which the shim cannot carry");
    }
    return cell;
}

// One stack a thread, reused; a call from inside a hook takes a fresh one.
thread_local std::vector<c10::IValue> pooled;
thread_local bool pooled_in_use = false;

class StackLease {
public:
    StackLease() : owner(!pooled_in_use) { if (owner) pooled_in_use = true; }
    ~StackLease() { if (owner) { pooled.clear(); pooled_in_use = false; } }
    std::vector<c10::IValue>& stack() { return owner ? pooled : own; }
private:
    bool owner;
    std::vector<c10::IValue> own;
};

std::mutex registry_lock;
std::unordered_map<std::string, std::unique_ptr<Operator>> registry;

}

std::string& last_error() {
    thread_local std::string text;
    return text;
}

at::Scalar scalar(const oft_cell& cell) {
    if (cell.tag == OFT_DOUBLE) return cell.v.d;
    if (cell.tag == OFT_BOOL) return cell.v.i != 0;
    return cell.v.i;
}

}

using namespace oft;

// 1 and the operator; 0 when this libtorch has none of that name.
OFT_API int oft_op_find(const char* name, const char* overload, void** op) {
    return guarded([&] {
        const std::string key = std::string(name) + "." + overload;
        std::lock_guard<std::mutex> lock(registry_lock);
        auto known = registry.find(key);
        if (known == registry.end()) {
            auto found = c10::Dispatcher::singleton().findSchema({name, overload});
            if (!found.has_value()) { *op = nullptr; return 0; }
            const auto& schema = found->schema();
            std::ostringstream text;
            text << schema;
            auto made = std::make_unique<Operator>(*found, text.str());
            for (const auto& argument : schema.arguments()) made->arguments.push_back(describe(argument));
            choose_direct(*made);
            known = registry.emplace(key, std::move(made)).first;
        }
        *op = known->second.get();
        return 1;
    });
}

OFT_API const char* oft_op_schema(void* op) { return static_cast<Operator*>(op)->schema.c_str(); }

// Which of the direct calls of direct.cpp this operator takes.
OFT_API int oft_op_direct(void* op) { return static_cast<int>(static_cast<Operator*>(op)->direct); }

// Returns how many results there are; the first `capacity` of them are written.
OFT_API int oft_call(void* handle, const oft_cell* cells, int count, oft_cell* returned, int capacity) {
    return guarded([&] {
        auto& op = *static_cast<Operator*>(handle);
        if (static_cast<size_t>(count) > op.arguments.size())
            throw std::invalid_argument(op.schema + ": takes " + std::to_string(op.arguments.size()) +
                " arguments, got " + std::to_string(count));
        StackLease lease;
        auto& stack = lease.stack();
        stack.reserve(op.arguments.size());
        for (int i = 0; i < count; i++) stack.push_back(value_of(op, i, cells[i]));
        for (size_t i = count; i < op.arguments.size(); i++) stack.push_back(value_of(op, i, {OFT_DEFAULT, 0, {0}}));
        op.handle.callBoxed(stack);
        results.tensors.clear();
        const int made = static_cast<int>(stack.size());
        for (int i = 0; i < made && i < capacity; i++) returned[i] = cell_of(std::move(stack[i]));
        return made;
    });
}

OFT_API int oft_op_list(const char* prefix, void (*each)(const char*)) {
    return guarded([&] {
        int count = 0;
        for (const auto& name : c10::Dispatcher::singleton().getAllOpNames()) {
            const auto full = name.overload_name.empty() ? name.name : name.name + "." + name.overload_name;
            if (full.rfind(prefix, 0) != 0) continue;
            count++;
            if (each) each(full.c_str());
        }
        return count;
    });
}

OFT_API const char* oft_last_error() { return last_error().c_str(); }
