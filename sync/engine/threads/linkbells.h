// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/config/config.h"
#include "sync/store/bell.h"

#include <QObject>

#include <memory>
#include <vector>

namespace keel {

/// The bells of the sides that a link reads by journal. They outlive sessions: each has its own connection and comes
/// back by itself. Lives in the worker's thread.
class LinkBells : public QObject
{
    Q_OBJECT

public:
    explicit LinkBells(QObject* parent = nullptr) : QObject(parent) {}

    /// Makes the bells that the link asks for; again does nothing.
    void start(const LinkConfig& link, const EndpointConfig& a, const EndpointConfig& b);
    void stop() { m_bells.clear(); }

    [[nodiscard]] int count() const { return static_cast<int>(m_bells.size()); }
    [[nodiscard]] int alive() const;

signals:
    void rang();
    /// After a bell came back the journal is read.
    void aliveChanged(bool came);

private:
    void add(const LinkConfig& link, const EndpointConfig& endpoint, Side side);

    std::vector<std::unique_ptr<Bell>> m_bells;
};

} // namespace keel
