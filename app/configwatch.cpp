// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/configwatch.h"

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace keel {

using namespace std::chrono_literals;

namespace {

constexpr auto quietTime = 500ms;
constexpr qint64 mostBytes = 16 * 1024 * 1024;

/// In pieces: read() of a limit would allocate that much for every small file.
void addTo(QCryptographicHash& hash, QFile& file)
{
    constexpr qint64 piece = 64 * 1024;
    for (qint64 read = 0; read < mostBytes;) {
        const QByteArray part = file.read(std::min(piece, mostBytes - read));
        if (part.isEmpty())
            return;
        hash.addData(part);
        read += part.size();
    }
}

} // namespace

ConfigWatch::ConfigWatch(const QString& file, QObject* parent)
    : QObject(parent), m_file(file), m_dotEnv(QFileInfo(file).absolutePath() + QStringLiteral("/.env")),
      m_watcher(this), m_quiet(this)
{
    m_quiet.setSingleShot(true);
    m_quiet.setInterval(quietTime);
    connect(&m_quiet, &QTimer::timeout, this, &ConfigWatch::look);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, [this] { m_quiet.start(); });
    // A database in the same folder may make and remove its journal without end: that must not put the look off.
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, [this] {
        if (!m_quiet.isActive())
            m_quiet.start();
    });
    watch();
    takeAsKnown();
}

void ConfigWatch::takeAsKnown()
{
    m_known = fingerprint();
}

/// A file that was replaced is another one: it is watched anew.
void ConfigWatch::watch()
{
    const QFileInfo file(m_file);
    QStringList wanted{file.absolutePath()};
    if (const QString target = file.canonicalPath(); !target.isEmpty() && target != wanted.constFirst())
        wanted << target;
    for (const QString& one : {m_file, m_dotEnv}) {
        if (QFileInfo::exists(one))
            wanted << one;
    }
    const QStringList watched = m_watcher.files() + m_watcher.directories();
    wanted.removeIf([&watched](const QString& path) { return watched.contains(path); });
    if (!wanted.isEmpty())
        m_watcher.addPaths(wanted);
}

void ConfigWatch::look()
{
    watch();
    const QByteArray now = fingerprint();
    if (now.isEmpty() || now == m_known)
        return;
    m_known = now;
    emit changed();
}

/// Empty while there is no file to read.
QByteArray ConfigWatch::fingerprint() const
{
    QFile file(m_file);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QCryptographicHash hash(QCryptographicHash::Sha256);
    addTo(hash, file);
    QFile dotEnv(m_dotEnv);
    if (dotEnv.open(QIODevice::ReadOnly)) {
        hash.addData(QByteArrayView("\0env\0", 5));
        addTo(hash, dotEnv);
    }
    return hash.result();
}

} // namespace keel
