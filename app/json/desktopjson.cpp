// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/json/desktopjson.h"

#include "app/json/codec.h"

namespace keel::json {

namespace {

Error notRead(const codec::Reading& reading)
{
    return {.kind = ErrorClass::Bug,
            .code = ErrorCode::Internal,
            .detail = reading.fault,
            .mend = QStringLiteral("the two programs are of different versions")};
}

const QStringList& sortNames()
{
    static const QStringList names{QStringLiteral("lastTry"), QStringLiteral("created"), QStringLiteral("link"),
                                   QStringLiteral("table"),   QStringLiteral("key"),     QStringLiteral("message"),
                                   QStringLiteral("attempts")};
    return names;
}

} // namespace

template <class T>
QJsonObject toDesktop(const T& value)
{
    return codec::writeFields(value);
}

template <class T>
Result<T> fromDesktop(const QJsonValue& json)
{
    T value;
    codec::Reading reading;
    if (!codec::read(json, value, reading))
        return fail(notRead(reading));
    return value;
}

QJsonArray rowToDesktop(const QList<NamedValue>& row)
{
    return codec::write(row).toArray();
}

Result<QList<NamedValue>> rowFromDesktop(const QJsonArray& row)
{
    QList<NamedValue> values;
    codec::Reading reading;
    if (!codec::read(QJsonValue(row), values, reading))
        return fail(notRead(reading));
    return values;
}

std::optional<ConflictDecision::Kind> decisionFromText(const QString& text)
{
    return codec::valueOf<ConflictDecision::Kind>(text);
}

std::optional<ErrorCode> knownErrorCode(const QString& text)
{
    const ErrorCode code = errorCodeFromText(text);
    return toText(code) == text ? std::optional(code) : std::nullopt;
}

QString sortName(ErrorSort sort)
{
    return sortNames().value(static_cast<int>(sort));
}

std::optional<ErrorSort> sortFromText(const QString& text)
{
    const qsizetype at = sortNames().indexOf(text);
    return at < 0 ? std::nullopt : std::optional(static_cast<ErrorSort>(at));
}

// NOLINTBEGIN(cppcoreguidelines-macro-usage)
#define KEEL_DESKTOP_VALUE(Type)                                                                                       \
    template QJsonObject toDesktop<Type>(const Type&);                                                                 \
    template Result<Type> fromDesktop<Type>(const QJsonValue&);
// NOLINTEND(cppcoreguidelines-macro-usage)

KEEL_DESKTOP_VALUE(ServiceSnapshot)
KEEL_DESKTOP_VALUE(CycleRecord)
KEEL_DESKTOP_VALUE(ErrorFilter)
KEEL_DESKTOP_VALUE(ErrorPage)
KEEL_DESKTOP_VALUE(ErrorDetail)
KEEL_DESKTOP_VALUE(ConflictPage)
KEEL_DESKTOP_VALUE(HistoryPage)
KEEL_DESKTOP_VALUE(SampleSeries)
KEEL_DESKTOP_VALUE(OperatorLogPage)
KEEL_DESKTOP_VALUE(CommandOutcome)
KEEL_DESKTOP_VALUE(BrakePlan)

} // namespace keel::json
