// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <libpq-fe.h>

#include <memory>

/// A plain libpq connection, apart from the code that is measured. A failed statement ends the program: a benchmark
/// with a hole in it has no figure.
class Pg
{
public:
    explicit Pg(const QString& url);

    void run(const QString& sql);
    /// The first column of the first row; empty when there is none.
    [[nodiscard]] QString value(const QString& sql);

private:
    struct Close
    {
        void operator()(PGconn* connection) const { PQfinish(connection); }
    };
    using Answer = std::unique_ptr<PGresult, void (*)(PGresult*)>;
    [[nodiscard]] Answer execute(const QString& sql);
    std::unique_ptr<PGconn, Close> m_connection;
};

/// The url with another database name.
[[nodiscard]] QString urlOf(const QString& server, const QString& database);
