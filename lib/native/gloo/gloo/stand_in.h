// What libtorch's own header of its Gloo process group names of Gloo. No package ships Gloo's headers with libtorch, and nothing of
// Gloo is called from here: only libtorch's group is, which has Gloo inside. So names and one interface are enough.
#pragma once
#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace gloo {

class Context;

namespace transport {
class Device;
struct UnboundBuffer { virtual ~UnboundBuffer(); };
}

namespace rendezvous {
class Store {
public:
    static constexpr std::chrono::milliseconds kDefaultTimeout = std::chrono::seconds(30);
    virtual ~Store();
    virtual void set(const std::string& key, const std::vector<char>& data) = 0;
    virtual std::vector<char> get(const std::string& key) = 0;
    virtual void wait(const std::vector<std::string>& keys) = 0;
    virtual void wait(const std::vector<std::string>& keys, const std::chrono::milliseconds& timeout) = 0;
};
}

}
