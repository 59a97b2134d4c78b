// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <utility>

namespace keel {

/// A value that hardly any of its holders has: as small as a pointer until it is given. An absent one reads as T().
template <class T>
class Rare
{
public:
    Rare() = default;
    Rare& operator=(T value)
    {
        m_value = std::make_unique<T>(std::move(value));
        return *this;
    }

    [[nodiscard]] explicit operator bool() const { return m_value != nullptr; }
    [[nodiscard]] const T& operator*() const
    {
        static const T none{};
        return m_value ? *m_value : none;
    }
    [[nodiscard]] const T* operator->() const { return &**this; }
    void reset() { m_value.reset(); }

private:
    std::unique_ptr<T> m_value;
};

} // namespace keel
