// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/store/store.h"
#include "tests/integration/storecontract/storeprovider.h"

#include <QTest>

namespace keel {

inline const NodeId peer{QStringLiteral("00000000-0000-4000-8000-00000000000b")};
inline const NodeId third{QStringLiteral("00000000-0000-4000-8000-00000000000c")};
inline const LinkName testLink{QStringLiteral("l")};

inline Value text(const char* v)
{
    return {QByteArray(v), Family::Text};
}
inline Value number(qint64 v)
{
    return {QByteArray::number(v), Family::Integer};
}
inline Key key(qint64 id)
{
    return {{number(id)}};
}

inline QStringList shown(const std::vector<Key>& keys)
{
    QStringList list;
    for (const Key& k : keys)
        list.append(keyToDisplay(k));
    return list;
}

inline QString shown(const std::optional<Row>& row)
{
    if (!row)
        return QStringLiteral("none");
    QStringList list;
    for (const Value& v : *row)
        list.append(v.isNull() ? QStringLiteral("<null>") : QString::fromUtf8(v.text()));
    return list.join(u'|');
}

#define GOT(expression)                                                                                                \
    [&] {                                                                                                              \
        auto got = (expression);                                                                                       \
        if (!got)                                                                                                      \
            qFatal("%s: %s", #expression, qPrintable(toText(got.error())));                                            \
        return got;                                                                                                    \
    }()

/// A fresh database with the tables notes and tags for each behaviour, of each registered engine in turn.
class StoreFixture : public QObject
{
    Q_OBJECT

protected slots:
    void initTestCase_data();
    void init();
    void cleanup();

protected:
    [[nodiscard]] TableBinding bind(const QString& table);
    [[nodiscard]] SetupRequest request(const LinkName& name = testLink);
    void setUp();
    /// Drains the journal after a cursor: "7:U" per entry.
    [[nodiscard]] QStringList drained(const Cursor& cursor = {}, int limit = 1000);
    [[nodiscard]] Change change(qint64 id, std::optional<Row> row, int table = 0) const;
    [[nodiscard]] Row note(qint64 id, const char* title, const char* slug) const
    {
        return {number(id), text(title), slug ? text(slug) : Value()};
    }
    void write(const Change& change, Presence presence);
    [[nodiscard]] QStringList notes()
    {
        return m_provider->rows(QStringLiteral("SELECT id, title, slug FROM notes ORDER BY id"));
    }

    std::unique_ptr<StoreProvider> m_provider;
    std::unique_ptr<Store> m_store;
    std::vector<TableBinding> m_tables;
};

} // namespace keel
