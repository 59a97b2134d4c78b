// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/json/desktopjson.h"
#include "app/remote/refusal.h"
#include "app/remote/remoteservice.h"

#include <QJsonDocument>

namespace keel {

using remote::Parameters;

namespace {

/// Bytes of an answer that are read at once; more take longer than a moment of the window's thread.
constexpr qsizetype mostAtOnce = 16 * 1024;

template <class T>
Result<T> valueOf(const QByteArray& answer, const QString& member)
{
    return json::fromDesktop<T>(QJsonDocument::fromJson(answer)[member]);
}

QString numeral(qint64 number)
{
    return QString::number(number);
}

QString flag(bool value)
{
    return value ? QStringLiteral("1") : QStringLiteral("0");
}

QString time(const QDateTime& at)
{
    return at.toUTC().toString(Qt::ISODateWithMs);
}

template <class Name>
void add(Parameters& parameters, const QString& name, const std::optional<Name>& value)
{
    if (value)
        parameters.append({name, value->value});
}

template <class Query>
Parameters pageOf(const Query& query)
{
    return {{QStringLiteral("offset"), numeral(query.offset)}, {QStringLiteral("limit"), numeral(query.limit)}};
}

} // namespace

template <class T>
void RemoteService::ask(const QString& path, const Parameters& parameters, const QString& member,
                        std::function<void(const Result<T>&)> then)
{
    if (!isAttached()) {
        QMetaObject::invokeMethod(
            this, [then, why = remote::notConnected(m_why.detail)] { then(fail(why)); }, Qt::QueuedConnection);
        return;
    }
    m_caller.get(path, parameters, [this, member, then](const Result<QByteArray>& answer) {
        if (!answer)
            return then(fail(answer.error()));
        if (answer->size() <= mostAtOnce)
            return then(valueOf<T>(*answer, member));
        m_decoders.start([this, bytes = *answer, member, then] {
            QMetaObject::invokeMethod(
                this, [then, value = valueOf<T>(bytes, member)] { then(value); }, Qt::QueuedConnection);
        });
    });
}

template <class Page>
void RemoteService::askPage(quint64 request, const QString& path, const Parameters& parameters, const QString& member,
                            void (SyncService::*arrived)(const Page&))
{
    ask<Page>(path, parameters, member, [this, request, arrived](const Result<Page>& answer) {
        Page page = answer ? *answer : Page{.failure = answer.error()};
        page.request = request;
        emit(this->*arrived)(page);
    });
}

void RemoteService::requestErrors(const ErrorQuery& query)
{
    const ErrorFilter& filter = query.filter;
    Parameters parameters = pageOf(query);
    parameters += {{QStringLiteral("open"), flag(filter.openOnly)},
                   {QStringLiteral("sort"), json::sortName(query.sort)},
                   {QStringLiteral("descending"), flag(query.descending)}};
    if (!filter.text.isEmpty())
        parameters.append({QStringLiteral("text"), filter.text});
    add(parameters, QStringLiteral("link"), filter.link);
    add(parameters, QStringLiteral("table"), filter.table);
    if (filter.kind)
        parameters.append({QStringLiteral("kind"), toText(*filter.kind)});
    if (filter.code)
        parameters.append({QStringLiteral("code"), toText(*filter.code)});
    if (filter.sqlState)
        parameters.append({QStringLiteral("sqlState"), *filter.sqlState});
    if (filter.constraint)
        parameters.append({QStringLiteral("constraint"), *filter.constraint});
    if (filter.since)
        parameters.append({QStringLiteral("since"), time(*filter.since)});
    askPage(query.request, QStringLiteral("/api/desktop/errors"), parameters, QStringLiteral("page"),
            &SyncService::errorsArrived);
}

void RemoteService::requestErrorDetail(quint64 request, qint64 id)
{
    ask<ErrorDetail>(QStringLiteral("/api/desktop/errors/%1").arg(id), {}, QStringLiteral("detail"),
                     [this, request](const Result<ErrorDetail>& detail) {
                         emit errorDetailArrived(request, detail ? *detail : ErrorDetail());
                     });
}

void RemoteService::requestConflicts(const ConflictQuery& query)
{
    Parameters parameters = pageOf(query);
    parameters.append({QStringLiteral("held"), flag(query.heldOnly)});
    if (!query.text.isEmpty())
        parameters.append({QStringLiteral("text"), query.text});
    add(parameters, QStringLiteral("link"), query.link);
    if (query.since)
        parameters.append({QStringLiteral("since"), time(*query.since)});
    if (query.id)
        parameters.append({QStringLiteral("id"), numeral(*query.id)});
    askPage(query.request, QStringLiteral("/api/desktop/conflicts"), parameters, QStringLiteral("page"),
            &SyncService::conflictsArrived);
}

void RemoteService::requestHistory(const HistoryQuery& query)
{
    Parameters parameters = pageOf(query);
    parameters.append({QStringLiteral("busy"), flag(query.busyOnly)});
    add(parameters, QStringLiteral("link"), query.link);
    askPage(query.request, QStringLiteral("/api/desktop/history"), parameters, QStringLiteral("page"),
            &SyncService::historyArrived);
}

void RemoteService::requestSamples(const SampleQuery& query)
{
    Parameters parameters{{QStringLiteral("span"), numeral(query.span.count())},
                          {QStringLiteral("step"), numeral(query.step.count())}};
    if (!query.link.isEmpty())
        parameters.append({QStringLiteral("link"), query.link.value});
    askPage(query.request, QStringLiteral("/api/desktop/samples"), parameters, QStringLiteral("series"),
            &SyncService::samplesArrived);
}

void RemoteService::requestOperatorLog(const OperatorLogQuery& query)
{
    askPage(query.request, QStringLiteral("/api/desktop/log"), pageOf(query), QStringLiteral("page"),
            &SyncService::operatorLogArrived);
}

} // namespace keel
