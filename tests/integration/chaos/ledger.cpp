// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/chaos/ledger.h"

#include <algorithm>

void Ledger::wrote(const Version& version)
{
    const QMutexLocker lock(&m_mutex);
    m_versions.insert(version.name, version);
}

void Ledger::acknowledged(const QString& name)
{
    const QMutexLocker lock(&m_mutex);
    m_acknowledged.insert(name);
}

bool Ledger::descends(const QString& heir, const QString& ancestor) const
{
    QString at = heir;
    while (!at.isEmpty() && at != ancestor)
        at = m_versions.value(at).parent;
    return at == ancestor;
}

QStringList Ledger::lost(const QHash<int, QSet<QString>>& heirs) const
{
    const QMutexLocker lock(&m_mutex);
    QStringList names;
    for (const QString& name : m_acknowledged) {
        const QSet<QString> candidates = heirs.value(m_versions.value(name).key);
        const bool found = std::any_of(candidates.begin(), candidates.end(),
                                       [&](const QString& heir) { return descends(heir, name); });
        if (!found)
            names.append(name);
    }
    return names;
}

QSet<QString> Ledger::deletions(int key) const
{
    const QMutexLocker lock(&m_mutex);
    QSet<QString> names;
    for (const Version& version : m_versions) {
        if (version.key == key && version.deleted)
            names.insert(version.name);
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
