// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/pg.h"

#include <QUrl>

#include <cstdlib>

Pg::Pg(const QString& url) : m_connection(PQconnectdb(qPrintable(url)))
{
    if (PQstatus(m_connection.get()) != CONNECTION_OK)
        qFatal("%s", PQerrorMessage(m_connection.get()));
    run(QStringLiteral("set client_min_messages = warning"));
}

Pg::Answer Pg::execute(const QString& sql)
{
    Answer answer(PQexec(m_connection.get(), sql.toUtf8().constData()), PQclear);
    const auto status = PQresultStatus(answer.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
        qFatal("%s: %s", qPrintable(sql.left(200)), PQerrorMessage(m_connection.get()));
    return answer;
}

void Pg::run(const QString& sql)
{
    (void)execute(sql);
}

QString Pg::value(const QString& sql)
{
    const Answer answer = execute(sql);
    return PQntuples(answer.get()) == 0 ? QString() : QString::fromUtf8(PQgetvalue(answer.get(), 0, 0));
}

QString urlOf(const QString& server, const QString& database)
{
    QUrl url(server);
    url.setPath(QLatin1Char('/') + database);
    return url.toString();
}
