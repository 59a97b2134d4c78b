// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/configwatch.h"
#include "sync/api/error.h"

namespace keel {

class Host;

/// Takes a config that changed over into a running service: on a word (SIGHUP) and when the file changes. One that is
/// not valid changes nothing and stands in the service's notice until a valid one comes. Lives in the host's thread and
/// reads the file there, which takes a few milliseconds.
class ConfigReload : public QObject
{
    Q_OBJECT

public:
    /// The host outlives it.
    explicit ConfigReload(Host& host, QObject* parent = nullptr);
    /// `who` goes to the operators' log: "SIGHUP".
    void reload(const QString& who);
    /// Something that belongs to the config could not be read again: logged, and shown until the next read.
    void say(const Error& problem);

signals:
    /// A valid config was read, whether or not it asked for a change.
    void read();

private:
    Host& m_host;
    ConfigWatch m_watch;
};

} // namespace keel
