// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace keel {

/// Wakes a worker when a journal got entries. Only a hint: after each ring, and after each (re)connect, the journal is
/// read. Lives in the worker's thread, with a connection of its own; needs that thread's event loop.
class Bell : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    /// False while its connection is down; it tries again by itself.
    [[nodiscard]] virtual bool isAlive() const = 0;

signals:
    void rang();
    void aliveChanged(bool alive);
};

} // namespace keel
