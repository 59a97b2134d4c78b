// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <optional>

namespace keel {

/// The crosshair that all charts of a page share: one time, or none. In milliseconds since 1970 UTC.
class ChartCursor : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    [[nodiscard]] std::optional<double> at() const { return m_at; }
    void set(std::optional<double> at)
    {
        if (at == m_at)
            return;
        m_at = at;
        emit moved();
    }

signals:
    void moved();

private:
    std::optional<double> m_at;
};

} // namespace keel
