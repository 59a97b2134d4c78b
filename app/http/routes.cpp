// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/route.h"

namespace keel::http {

namespace {

Field text(const QString& name, const QString& says, bool required = false)
{
    return {.name = name, .type = FieldType::Text, .required = required, .choices = {}, .says = says};
}

Field choice(const QString& name, const QStringList& choices, const QString& says, bool required = false)
{
    return {.name = name, .type = FieldType::Text, .required = required, .choices = choices, .says = says};
}

Field number(const QString& name, const QString& says)
{
    return {.name = name, .type = FieldType::Integer, .required = false, .choices = {}, .says = says};
}

Field any(const QString& name, const QString& says)
{
    return {.name = name, .type = FieldType::Any, .required = false, .choices = {}, .says = says};
}

Field link()
{
    return text(QStringLiteral("link"), QStringLiteral("name of a link; without it all links"));
}

Field onlyLink()
{
    return text(QStringLiteral("link"), QStringLiteral("of this link only"));
}

Field direction()
{
    return choice(QStringLiteral("direction"),
                  {QStringLiteral("forward"), QStringLiteral("reverse"), QStringLiteral("both")},
                  QStringLiteral("a direction that the link must have; its cycle runs every direction"));
}

Field wait()
{
    return choice(QStringLiteral("wait"), {QStringLiteral("0"), QStringLiteral("1")},
                  QStringLiteral("1: answer when the cycle has ended, with its result"));
}

Field since()
{
    return text(QStringLiteral("since"), QStringLiteral("\"90s\", \"30m\", \"1h\", \"2d\", or a time in ISO 8601"));
}

QList<Field> page(const QList<Field>& more)
{
    return more + QList<Field>{number(QStringLiteral("limit"), QStringLiteral("how many, 1 to 1000; 100 without it")),
                               number(QStringLiteral("offset"), QStringLiteral("how many to leave out"))};
}

Field device(const QString& name = QStringLiteral("deviceId"))
{
    return text(name, QStringLiteral("the desktop's own id, 1 to 128 characters"), true);
}

QList<Route> automations()
{
    const QString at = QStringLiteral("/api/automations/");
    return {
        {"GET",
         at + QStringLiteral("status"),
         QStringLiteral("status"),
         Traffic::Read,
         Role::Viewer,
         QStringLiteral("health, links, tables, checks"),
         {},
         {}},
        {"POST",
         at + QStringLiteral("sync-now"),
         QStringLiteral("syncNow"),
         Traffic::Write,
         Role::Operator,
         QStringLiteral("a cycle now"),
         {wait()},
         {link(), direction()}},
        {"GET",
         at + QStringLiteral("sync-history"),
         QStringLiteral("syncHistory"),
         Traffic::Read,
         Role::Viewer,
         QStringLiteral("last cycles, newest first"),
         page({onlyLink()}),
         {}},
        {"POST",
         at + QStringLiteral("restart-sync"),
         QStringLiteral("restartSync"),
         Traffic::Write,
         Role::Operator,
         QStringLiteral("fresh connections, and a cycle on them"),
         {wait()},
         {link()}},
        {"POST",
         at + QStringLiteral("pause"),
         QStringLiteral("pause"),
         Traffic::Write,
         Role::Operator,
         QStringLiteral("pauses links, also over a restart"),
         {},
         {link()}},
        {"POST",
         at + QStringLiteral("resume"),
         QStringLiteral("resume"),
         Traffic::Write,
         Role::Operator,
         QStringLiteral("goes on with paused links"),
         {},
         {link()}},
    };
}

QList<Route> hints()
{
    const QString at = QStringLiteral("/api/sync/");
    const Field table = text(QStringLiteral("table"), QStringLiteral("name of a table on either side"), true);
    return {
        {"POST",
         at + QStringLiteral("queue-notify"),
         QStringLiteral("queueNotify"),
         Traffic::Hint,
         Role::Operator,
         QStringLiteral("a trigger says that a row changed: a cycle soon"),
         {},
         {table, any(QStringLiteral("key"), QStringLiteral("the row's key; for the log")), onlyLink()},
         true},
        {"POST",
         at + QStringLiteral("webhook"),
         QStringLiteral("webhook"),
         Traffic::Hint,
         Role::Operator,
         QStringLiteral("Supabase's payload: the reverse pass of the links with that table"),
         {},
         {choice(QStringLiteral("type"),
                 {QStringLiteral("INSERT"), QStringLiteral("UPDATE"), QStringLiteral("DELETE"),
                  QStringLiteral("TRUNCATE")},
                 QStringLiteral("what happened"), true),
          table, text(QStringLiteral("schema"), QStringLiteral("schema of the table")),
          any(QStringLiteral("record"), QStringLiteral("not looked at")),
          any(QStringLiteral("old_record"), QStringLiteral("not looked at"))},
         true},
        {"POST",
         at + QStringLiteral("trigger"),
         QStringLiteral("trigger"),
         Traffic::Write,
         Role::Operator,
         QStringLiteral("a cycle now"),
         {wait()},
         {link(), direction()}},
        {"POST",
         at + QStringLiteral("manual-reverse-sync"),
         QStringLiteral("manualReverseSync"),
         Traffic::Write,
         Role::Operator,
         QStringLiteral("a cycle with its reverse pass"),
         {wait()},
         {link()}},
        {"GET",
         at + QStringLiteral("check-update"),
         QStringLiteral("checkUpdate"),
         Traffic::Read,
         Role::Viewer,
         QStringLiteral("has something changed since this desktop was told"),
         {device()},
         {}},
        {"POST",
         at + QStringLiteral("mark-update"),
         QStringLiteral("markUpdate"),
         Traffic::Hint,
         Role::Viewer,
         QStringLiteral("this desktop needs an update"),
         {},
         {device()}},
        {"POST",
         at + QStringLiteral("mark-synced"),
         QStringLiteral("markSynced"),
         Traffic::Hint,
         Role::Viewer,
         QStringLiteral("this desktop has seen everything"),
         {},
         {device()}},
        {"POST",
         at + QStringLiteral("notify-change"),
         QStringLiteral("notifyChange"),
         Traffic::Hint,
         Role::Operator,
         QStringLiteral("the other desktops need an update"),
         {},
         {device(QStringLiteral("sourceDeviceId")),
          {.name = QStringLiteral("collections"),
           .type = FieldType::Array,
           .says = QStringLiteral("names of tables")}}},
    };
}

QList<Route> records()
{
    const QString errors = QStringLiteral("/api/errors");
    const QString conflicts = QStringLiteral("/api/conflicts");
    const Field table = text(QStringLiteral("table"), QStringLiteral("of this table only, as on the source"));
    const Field words = text(QStringLiteral("text"), QStringLiteral("in key or message"));
    return {
        {"GET",
         errors,
         QStringLiteral("errors"),
         Traffic::Read,
         Role::Viewer,
         QStringLiteral("error records, newest first"),
         page({onlyLink(), table,
               choice(QStringLiteral("type"),
                      {QStringLiteral("transient"), QStringLiteral("row"), QStringLiteral("schema"),
                       QStringLiteral("config"), QStringLiteral("bug")},
                      QStringLiteral("class of the error")),
               since(), words,
               choice(QStringLiteral("unresolved"), {QStringLiteral("0"), QStringLiteral("1")},
                      QStringLiteral("1: open ones only"))}),
         {}},
        {"GET",
         errors + QStringLiteral("/{id}"),
         QStringLiteral("error"),
         Traffic::Read,
         Role::Viewer,
         QStringLiteral("one record, with its row and its attempts"),
         {},
         {}},
        {"POST",
         errors + QStringLiteral("/{id}/retry"),
         QStringLiteral("errorRetry"),
         Traffic::Write,
         Role::Operator,
         QStringLiteral("tries the row again"),
         {},
         {}},
        {"POST",
         errors + QStringLiteral("/{id}/resolve"),
         QStringLiteral("errorResolve"),
         Traffic::Write,
         Role::Operator,
         QStringLiteral("closes the record: somebody mended it"),
         {},
         {}},
        {"POST",
         errors + QStringLiteral("/{id}/ignore"),
         QStringLiteral("errorIgnore"),
         Traffic::Write,
         Role::Operator,
         QStringLiteral("closes the record: the sides may differ there"),
         {},
         {}},
        {"GET",
         conflicts,
         QStringLiteral("conflicts"),
         Traffic::Read,
         Role::Viewer,
         QStringLiteral("conflicts, newest first"),
         page({onlyLink(), since(), words}),
         {}},
        {"GET",
         conflicts + QStringLiteral("/{id}"),
         QStringLiteral("conflict"),
         Traffic::Read,
         Role::Viewer,
         QStringLiteral("one conflict, with both versions of its row"),
         {},
         {}},
        {"POST",
         conflicts + QStringLiteral("/{id}/resolve"),
         QStringLiteral("conflictResolve"),
         Traffic::Write,
         Role::Operator,
         QStringLiteral("which version both sides take: one of the two, or a row of the caller's"),
         {},
         {choice(QStringLiteral("take"), {QStringLiteral("a"), QStringLiteral("b")}, QStringLiteral("this side's row")),
          {.name = QStringLiteral("row"), .type = FieldType::Object, .says = QStringLiteral("columns as on a")}}},
    };
}

QList<Route> brakes()
{
    const QString at = QStringLiteral("/api/brake");
    const QList<Field> dryRun{
        choice(QStringLiteral("dryRun"), {QStringLiteral("0"), QStringLiteral("1")},
               QStringLiteral("1: changes nothing; answers the plan and the word to confirm it"))};
    const QList<Field> confirm{text(
        QStringLiteral("confirm"), QStringLiteral("the word of the dry run: good once, for five minutes, for this call "
                                                  "and that plan"))};
    return {
        {"GET",
         at,
         QStringLiteral("brake"),
         Traffic::Read,
         Role::Viewer,
         QStringLiteral("deletes that wait for a person's word, with samples"),
         {},
         {}},
        {"POST", at + QStringLiteral("/{id}/accept"), QStringLiteral("brakeAccept"), Traffic::Write, Role::Admin,
         QStringLiteral("passes the deletes on"), dryRun, confirm},
        {"POST", at + QStringLiteral("/{id}/reverse"), QStringLiteral("brakeReverse"), Traffic::Write, Role::Admin,
         QStringLiteral("restores the rows at their origin"), dryRun, confirm},
        {"POST", at + QStringLiteral("/{id}/drop"), QStringLiteral("brakeDrop"), Traffic::Write, Role::Admin,
         QStringLiteral("forgets the deletes: the sides stay different there"), dryRun, confirm},
    };
}

QList<Route> others()
{
    return {
        {"GET",
         QStringLiteral("/api/operators-log"),
         QStringLiteral("operatorsLog"),
         Traffic::Read,
         Role::Operator,
         QStringLiteral("who did what, newest first"),
         page({}),
         {}},
        {"POST",
         QStringLiteral("/api/verify"),
         QStringLiteral("verify"),
         Traffic::Write,
         Role::Operator,
         QStringLiteral("compares both sides; changes nothing"),
         {},
         {link()}},
        {"GET",
         QStringLiteral("/api/verify/{run}"),
         QStringLiteral("verifyRun"),
         Traffic::Read,
         Role::Viewer,
         QStringLiteral("progress and result of a comparison or a cycle, by its runId"),
         {},
         {}},
        {"GET",
         QStringLiteral("/api/openapi.json"),
         QStringLiteral("openapi"),
         Traffic::Read,
         Role::Viewer,
         QStringLiteral("this document"),
         {},
         {}},
        {"GET",
         QStringLiteral("/api/events"),
         QStringLiteral("events"),
         Traffic::Stream,
         Role::Viewer,
         QStringLiteral("WebSocket: status, cycle, error, conflict, alert, records and run, as they happen"),
         {},
         {}},
        {"GET",
         QStringLiteral("/metrics"),
         QStringLiteral("metrics"),
         Traffic::Read,
         Role::Viewer,
         QStringLiteral("Prometheus text format"),
         {},
         {},
         false,
         true},
        {"GET",
         QStringLiteral("/healthz"),
         QStringLiteral("healthz"),
         Traffic::Open,
         Role::Viewer,
         QStringLiteral("200 while the service works, else 503"),
         {},
         {}},
    };
}

} // namespace

const QList<Route>& routes()
{
    static const QList<Route> all = automations() + hints() + records() + brakes() + desktopRoutes() + others();
    return all;
}

} // namespace keel::http
