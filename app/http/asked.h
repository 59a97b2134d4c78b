// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>

#include <functional>

namespace keel::http {

/// Keeps what is to happen with the answer to a question or a command.
template <class Answered>
class Asked
{
public:
    void add(quint64 request, std::function<void(const Answered&)> then) { m_then.insert(request, std::move(then)); }
    /// False where nobody of ours asked.
    bool arrived(quint64 request, const Answered& what)
    {
        const auto then = m_then.take(request);
        if (then)
            then(what);
        return static_cast<bool>(then);
    }

private:
    QHash<quint64, std::function<void(const Answered&)>> m_then;
};

} // namespace keel::http
