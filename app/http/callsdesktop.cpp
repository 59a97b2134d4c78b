// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/callsdesktop.h"

#include "app/json/desktopjson.h"

#include <QJsonArray>

#include <algorithm>

namespace keel::http {

namespace {

constexpr qint64 mostRows = 1000;
constexpr qint64 mostSamples = 20'000;

Answer bad(const QString& message)
{
    return refusal(400, QStringLiteral("bad_request"), message);
}

template <class T>
std::function<void(const T&)> answerWith(const DesktopCalls::Done& done, const QString& name)
{
    return [done, name](const T& value) {
        done(answer({{QStringLiteral("success"), true}, {name, json::toDesktop(value)}}));
    };
}

/// What a question's parameters say; a time or word that cannot be read is kept as the fault.
class Query
{
public:
    explicit Query(const Request& request) : m_values(request.query) {}

    [[nodiscard]] QString text(const QString& name) const { return m_values.value(name); }
    [[nodiscard]] bool flag(const QString& name, bool otherwise) const
    {
        return m_values.contains(name) ? m_values.value(name) == u"1" : otherwise;
    }
    [[nodiscard]] qint64 number(const QString& name, qint64 otherwise) const
    {
        return m_values.contains(name) ? m_values.value(name).toLongLong() : otherwise;
    }
    template <class T>
    [[nodiscard]] std::optional<T> name(const QString& name) const
    {
        return m_values.contains(name) ? std::optional(T(m_values.value(name))) : std::nullopt;
    }
    [[nodiscard]] std::optional<QDateTime> time(const QString& name)
    {
        if (!m_values.contains(name))
            return std::nullopt;
        const QDateTime at = QDateTime::fromString(m_values.value(name), Qt::ISODateWithMs);
        if (!at.isValid())
            m_fault = QStringLiteral("%1: expected a time in ISO 8601").arg(name);
        return at.toUTC();
    }
    template <class Page>
    void page(Page& query) const
    {
        query.offset = number(QStringLiteral("offset"), 0);
        query.limit = std::clamp(number(QStringLiteral("limit"), 200), qint64{1}, mostRows);
    }
    void refuse(const QString& fault) { m_fault = fault; }
    [[nodiscard]] const QString& fault() const { return m_fault; }

private:
    QHash<QString, QString> m_values;
    QString m_fault;
};

ErrorFilter filterOf(Query& query)
{
    ErrorFilter filter;
    filter.text = query.text(QStringLiteral("text"));
    filter.link = query.name<LinkName>(QStringLiteral("link"));
    filter.table = query.name<TableName>(QStringLiteral("table"));
    filter.sqlState = query.name<QString>(QStringLiteral("sqlState"));
    filter.constraint = query.name<QString>(QStringLiteral("constraint"));
    filter.since = query.time(QStringLiteral("since"));
    filter.openOnly = query.flag(QStringLiteral("open"), true);
    if (const auto kind = query.name<QString>(QStringLiteral("kind")))
        filter.kind = errorClassFromText(*kind);
    if (const auto code = query.name<QString>(QStringLiteral("code"))) {
        filter.code = json::knownErrorCode(*code);
        if (!filter.code)
            query.refuse(QStringLiteral("code: \"%1\" is not known here").arg(*code));
    }
    return filter;
}

/// nullopt: something else than whole numbers stands in it.
std::optional<QList<qint64>> idsOf(const QJsonArray& array)
{
    QList<qint64> ids;
    for (const QJsonValue one : array) {
        const qint64 id = one.toInteger(-1);
        if (id < 0)
            return std::nullopt;
        ids.push_back(id);
    }
    return ids;
}

} // namespace

DesktopCalls::DesktopCalls(SyncService& service, QObject* parent) : QObject(parent), m_service(service)
{
    connect(&service, &SyncService::commandFinished, this,
            [this](const CommandOutcome& outcome) { m_commands.arrived(outcome.request, outcome); });
    connect(&service, &SyncService::errorsArrived, this,
            [this](const ErrorPage& page) { m_errors.arrived(page.request, page); });
    connect(&service, &SyncService::errorDetailArrived, this,
            [this](quint64 request, const ErrorDetail& detail) { m_details.arrived(request, detail); });
    connect(&service, &SyncService::conflictsArrived, this,
            [this](const ConflictPage& page) { m_conflicts.arrived(page.request, page); });
    connect(&service, &SyncService::historyArrived, this,
            [this](const HistoryPage& page) { m_history.arrived(page.request, page); });
    connect(&service, &SyncService::samplesArrived, this,
            [this](const SampleSeries& series) { m_samples.arrived(series.request, series); });
    connect(&service, &SyncService::operatorLogArrived, this,
            [this](const OperatorLogPage& page) { m_logs.arrived(page.request, page); });
}

const QHash<QString, DesktopCalls::Handler>& DesktopCalls::handlers()
{
    static const QHash<QString, Handler> all{
        {QStringLiteral("desktopErrors"), &DesktopCalls::errors},
        {QStringLiteral("desktopError"), &DesktopCalls::error},
        {QStringLiteral("desktopConflicts"), &DesktopCalls::conflicts},
        {QStringLiteral("desktopHistory"), &DesktopCalls::history},
        {QStringLiteral("desktopSamples"), &DesktopCalls::samples},
        {QStringLiteral("desktopLog"), &DesktopCalls::log},
        {QStringLiteral("desktopLinks"), &DesktopCalls::links},
        {QStringLiteral("desktopDecideErrors"), &DesktopCalls::decideErrors},
        {QStringLiteral("desktopDecideConflicts"), &DesktopCalls::decideConflicts},
        {QStringLiteral("desktopWake"), &DesktopCalls::wake},
        {QStringLiteral("desktopNote"), &DesktopCalls::note},
    };
    return all;
}

QStringList DesktopCalls::operations()
{
    return handlers().keys();
}

bool DesktopCalls::handle(const Request& request, const Done& done)
{
    const Handler handler = handlers().value(request.operation);
    if (handler)
        (this->*handler)(request, done);
    return handler != nullptr;
}

quint64 DesktopCalls::command(const Done& done)
{
    const quint64 number = m_next++;
    m_commands.add(number, answerWith<CommandOutcome>(done, QStringLiteral("outcome")));
    return number;
}

void DesktopCalls::errors(const Request& request, const Done& done)
{
    Query query(request);
    ErrorQuery question;
    question.request = m_next++;
    question.filter = filterOf(query);
    question.sort = json::sortFromText(query.text(QStringLiteral("sort"))).value_or(ErrorSort::LastTry);
    question.descending = query.flag(QStringLiteral("descending"), true);
    query.page(question);
    if (!query.fault().isEmpty())
        return done(bad(query.fault()));
    m_errors.add(question.request, answerWith<ErrorPage>(done, QStringLiteral("page")));
    m_service.requestErrors(question);
}

void DesktopCalls::error(const Request& request, const Done& done)
{
    const quint64 number = m_next++;
    m_details.add(number, answerWith<ErrorDetail>(done, QStringLiteral("detail")));
    m_service.requestErrorDetail(number, request.path.value(QStringLiteral("id")).toLongLong());
}

void DesktopCalls::conflicts(const Request& request, const Done& done)
{
    Query query(request);
    ConflictQuery question;
    question.request = m_next++;
    question.text = query.text(QStringLiteral("text"));
    question.link = query.name<LinkName>(QStringLiteral("link"));
    question.since = query.time(QStringLiteral("since"));
    question.heldOnly = query.flag(QStringLiteral("held"), false);
    if (const qint64 id = query.number(QStringLiteral("id"), 0); id > 0)
        question.id = id;
    query.page(question);
    if (!query.fault().isEmpty())
        return done(bad(query.fault()));
    m_conflicts.add(question.request, answerWith<ConflictPage>(done, QStringLiteral("page")));
    m_service.requestConflicts(question);
}

void DesktopCalls::history(const Request& request, const Done& done)
{
    const Query query(request);
    HistoryQuery question;
    question.request = m_next++;
    question.link = query.name<LinkName>(QStringLiteral("link"));
    question.busyOnly = query.flag(QStringLiteral("busy"), true);
    query.page(question);
    m_history.add(question.request, answerWith<HistoryPage>(done, QStringLiteral("page")));
    m_service.requestHistory(question);
}

void DesktopCalls::samples(const Request& request, const Done& done)
{
    const Query query(request);
    const qint64 span = query.number(QStringLiteral("span"), 300);
    const qint64 step = query.number(QStringLiteral("step"), 1);
    if (step < 1 || span / step > mostSamples)
        return done(bad(QStringLiteral("span, step: expected 1 to %1 samples").arg(mostSamples)));
    SampleQuery question;
    question.request = m_next++;
    question.link = LinkName(query.text(QStringLiteral("link")));
    question.span = std::chrono::seconds(span);
    question.step = std::chrono::seconds(step);
    m_samples.add(question.request, answerWith<SampleSeries>(done, QStringLiteral("series")));
    m_service.requestSamples(question);
}

void DesktopCalls::log(const Request& request, const Done& done)
{
    OperatorLogQuery question;
    question.request = m_next++;
    Query(request).page(question);
    m_logs.add(question.request, answerWith<OperatorLogPage>(done, QStringLiteral("page")));
    m_service.requestOperatorLog(question);
}

void DesktopCalls::links(const Request& request, const Done& done)
{
    const QString what = request.body.value(u"what").toString();
    const LinkName link(request.body.value(u"link").toString());
    const quint64 number = command(done);
    if (what == u"pause")
        return m_service.pause(number, link, request.who);
    if (what == u"resume")
        return m_service.resume(number, link, request.who);
    m_service.note(request.who, what, link.isEmpty() ? QStringLiteral("all links") : link.value);
    if (what == u"check")
        m_service.check(number, link);
    else if (what == u"restart")
        m_service.restart(number, link);
    else
        m_service.forceSync(number, link);
}

void DesktopCalls::decideErrors(const Request& request, const Done& done)
{
    const QString what = request.body.value(u"what").toString();
    const auto ids = idsOf(request.body.value(u"ids").toArray());
    const bool matching = request.body.contains(u"filter");
    if (!ids || matching == request.body.contains(u"ids"))
        return done(bad(QStringLiteral("expected either \"ids\", whole numbers, or \"filter\"")));
    if (!matching) {
        const quint64 number = command(done);
        if (what == u"retry")
            m_service.retryErrors(number, *ids, request.who);
        else if (what == u"resolve")
            m_service.resolveErrors(number, *ids, request.who);
        else
            m_service.ignoreErrors(number, *ids, request.who);
        return;
    }
    const auto filter = json::fromDesktop<ErrorFilter>(request.body.value(u"filter"));
    if (!filter)
        return done(bad(QStringLiteral("filter.") + filter.error().detail));
    const quint64 number = command(done);
    if (what == u"retry")
        m_service.retryMatching(number, *filter, request.who);
    else
        m_service.closeMatching(number, *filter, what == u"resolve" ? ErrorState::Resolved : ErrorState::Ignored,
                                request.who);
}

void DesktopCalls::decideConflicts(const Request& request, const Done& done)
{
    const auto ids = idsOf(request.body.value(u"ids").toArray());
    const auto row = json::rowFromDesktop(request.body.value(u"row").toArray());
    const auto kind = json::decisionFromText(request.body.value(u"what").toString());
    if (!ids || ids->isEmpty())
        return done(bad(QStringLiteral("ids: expected whole numbers")));
    if (!row)
        return done(bad(QStringLiteral("row.") + row.error().detail));
    if (!kind || (*kind == ConflictDecision::Kind::TakeRow) == row->isEmpty())
        return done(bad(QStringLiteral("row: expected with \"row\" and only with it")));
    m_service.resolveConflicts(command(done), *ids, {*kind, *row}, request.who);
}

void DesktopCalls::wake(const Request& request, const Done& done)
{
    const LinkName link(request.body.value(u"link").toString());
    const TableName table(request.body.value(u"table").toString());
    const bool reverse = request.body.value(u"reverse").toBool();
    if (table.isEmpty())
        m_service.wake(link, reverse);
    else
        m_service.wakeTable(link, table, reverse);
    done(answer({{QStringLiteral("success"), true}}));
}

void DesktopCalls::note(const Request& request, const Done& done)
{
    m_service.note(request.who, request.body.value(u"what").toString(), request.body.value(u"detail").toString());
    done(answer({{QStringLiteral("success"), true}}));
}

} // namespace keel::http
