// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/ledger/ledger.h"

#include <algorithm>

void Ledger::wrote(const Version& version)
{
    const QMutexLocker lock(&m_mutex);
    m_versions.insert(version.name, version);
    if (version.deleted)
        m_deletions.insert(version.parent, version.name);
}

void Ledger::acknowledged(const QString& name)
{
    const QMutexLocker lock(&m_mutex);
    m_acknowledged.insert(name);
}

bool Ledger::descends(const QString& heir, const QString& ancestor) const
{
    const QMutexLocker lock(&m_mutex);
    QString at = heir;
    while (!at.isEmpty() && at != ancestor)
        at = m_versions.value(at).parent;
    return at == ancestor;
}

QStringList Ledger::lost(const QHash<int, QSet<QString>>& heirs) const
{
    const QMutexLocker lock(&m_mutex);
    QSet<QString> kept; // heirs and all that they were written over
    for (const QSet<QString>& candidates : heirs) {
        for (QString at : candidates) {
            while (!at.isEmpty() && !kept.contains(at)) {
                kept.insert(at);
                at = m_versions.value(at).parent;
            }
        }
    }
    QStringList names;
    for (const QString& name : m_acknowledged) {
        if (!kept.contains(name))
            names.append(name);
    }
    return names;
}

QSet<QString> Ledger::deletions(int key) const
{
    const QMutexLocker lock(&m_mutex);
    QSet<QString> names;
    for (const QString& name : m_deletions) {
        if (m_versions.value(name).key == key)
            names.insert(name);
    }
    return names;
}

QList<int> Ledger::keys() const
{
    const QMutexLocker lock(&m_mutex);
    QSet<int> keys;
    for (const Version& version : m_versions)
        keys.insert(version.key);
    return keys.values();
}

qsizetype Ledger::acknowledgedCount() const
{
    const QMutexLocker lock(&m_mutex);
    return m_acknowledged.size();
}

bool Ledger::isRow(int key, const QString& name) const
{
    const QMutexLocker lock(&m_mutex);
    const auto version = m_versions.constFind(name);
    return version != m_versions.cend() && version->key == key && !version->deleted;
}

bool Ledger::wasDeleted(const QString& name) const
{
    const QMutexLocker lock(&m_mutex);
    const QStringList deletions = m_deletions.values(name);
    return std::any_of(deletions.begin(), deletions.end(),
                       [this](const QString& deletion) { return m_acknowledged.contains(deletion); });
}

int Ledger::keyOf(const QString& name) const
{
    const QMutexLocker lock(&m_mutex);
    return m_versions.value(name).key;
}

QString Ledger::describe(const QString& name) const
{
    const QMutexLocker lock(&m_mutex);
    QString text = QStringLiteral("%1 of key %2").arg(name).arg(m_versions.value(name).key);
    for (QString at = m_versions.value(name).parent; !at.isEmpty(); at = m_versions.value(at).parent)
        text += QStringLiteral(" over ") + at;
    for (const Version& version : m_versions) {
        if (version.parent == name)
            text += QStringLiteral(", under %1%2").arg(version.name, version.deleted ? u" (deletion)" : u"");
    }
    return text;
}
