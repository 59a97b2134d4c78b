// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <sqlite3.h>

/// A plain connection beside the code under test: what an application or the sqlite3 shell would do.
class RawSqlite
{
public:
    explicit RawSqlite(const QString& path) { sqlite3_open(path.toUtf8().constData(), &m_handle); }
    ~RawSqlite() { sqlite3_close(m_handle); }
    Q_DISABLE_COPY_MOVE(RawSqlite)

    /// The library's message, empty when all went well.
    QString run(const QString& sql)
    {
        char* message = nullptr;
        sqlite3_exec(m_handle, sql.toUtf8().constData(), nullptr, nullptr, &message);
        const QString said = QString::fromUtf8(message);
        sqlite3_free(message);
        return said;
    }

    /// Rows as "a|b|c"; null is "<null>".
    QStringList rows(const QString& sql)
    {
        QStringList result;
        char* message = nullptr;
        const auto take = [](void* list, int count, char** texts, char**) {
            QStringList cells;
            for (int i = 0; i < count; ++i)
                cells.append(texts[i] ? QString::fromUtf8(texts[i]) : QStringLiteral("<null>"));
            static_cast<QStringList*>(list)->append(cells.join(u'|'));
            return 0;
        };
        sqlite3_exec(m_handle, sql.toUtf8().constData(), take, &result, &message);
        if (message)
            result = {QStringLiteral("failed: ") + QString::fromUtf8(message)};
        sqlite3_free(message);
        return result;
    }

private:
    sqlite3* m_handle = nullptr;
};
