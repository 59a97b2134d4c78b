// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/logging.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLoggingCategory>
#include <QMutex>

#include <atomic>
#include <cstdio>

namespace keel {

namespace {

constexpr qint64 fileLimit = 5 * 1024 * 1024; // bytes
constexpr int olderFiles = 4;

QString levelName(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg:
        return QStringLiteral("debug");
    case QtInfoMsg:
        return QStringLiteral("info");
    case QtWarningMsg:
        return QStringLiteral("warning");
    case QtCriticalMsg:
    case QtFatalMsg:
        return QStringLiteral("error");
    }
    return {};
}

/// One line an event: what a server says may have several, and must not look like another event.
QString onOneLine(QString message)
{
    message.replace(QLatin1Char('\n'), QStringLiteral("\\n"));
    message.remove(QLatin1Char('\r'));
    return message;
}

QString rulesFor(const QString& level)
{
    const QStringList order{QStringLiteral("debug"), QStringLiteral("info"), QStringLiteral("warning")};
    const qsizetype least = level == u"error" ? order.size() : std::max<qsizetype>(order.indexOf(level), 0);
    QStringList rules;
    for (qsizetype i = 0; i < order.size(); ++i)
        rules +=
            QStringLiteral("keel.*.%1=%2").arg(order[i], i >= least ? QStringLiteral("true") : QStringLiteral("false"));
    return rules.join(QLatin1Char('\n'));
}

} // namespace

struct Logging::Sink
{
    bool json = false;
    QString folder;
    QFile file;
    QMutex mutex;

    void write(const QByteArray& line)
    {
        const QMutexLocker locked(&mutex);
        std::fwrite(line.constData(), 1, static_cast<std::size_t>(line.size()), stderr);
        if (!file.isOpen())
            return;
        file.write(line);
        file.flush();
        if (file.size() > fileLimit)
            rotate();
    }

    [[nodiscard]] QString name(int age) const
    {
        const QString base = folder + QStringLiteral("/evenkeel.log");
        return age == 0 ? base : base + QLatin1Char('.') + QString::number(age);
    }

    void open()
    {
        file.setFileName(name(0));
        constexpr auto ownerOnly = QFile::ReadOwner | QFile::WriteOwner;
        if (!file.open(QIODevice::WriteOnly | QIODevice::Append, ownerOnly))
            std::fprintf(stderr, "evenkeel: %s: %s\n", qPrintable(file.fileName()), qPrintable(file.errorString()));
        else
            file.setPermissions(ownerOnly); // an older version may have made it
    }

    void rotate()
    {
        file.close();
        QFile::remove(name(olderFiles));
        for (int age = olderFiles - 1; age >= 0; --age)
            QFile::rename(name(age), name(age + 1));
        open();
    }
};

namespace {

// Qt's handler is a plain function, so it finds its sink here.
std::atomic<void*> currentSink = nullptr;

} // namespace

Logging::Logging(const LogConfig& config, bool verbose, const QString& folder) : m_sink(std::make_unique<Sink>())
{
    m_sink->json = config.format == u"json";
    m_sink->folder = folder;
    if (!folder.isEmpty() && QDir().mkpath(folder))
        m_sink->open();
    QLoggingCategory::setFilterRules(rulesFor(verbose ? QStringLiteral("debug") : config.level));
    m_formerSink = currentSink.exchange(m_sink.get());
    m_former = qInstallMessageHandler(&Logging::handle);
}

Logging::~Logging()
{
    qInstallMessageHandler(m_former);
    currentSink = m_formerSink;
}

LogConfig Logging::quiet()
{
    LogConfig config;
    config.level = QStringLiteral("warning");
    return config;
}

void Logging::handle(QtMsgType type, const QMessageLogContext& context, const QString& message)
{
    auto* sink = static_cast<Sink*>(currentSink.load());
    if (!sink)
        return;
    const QString at = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs);
    const QString category = QString::fromLatin1(context.category ? context.category : "default");
    if (sink->json) {
        const QJsonObject line{{QStringLiteral("time"), at},
                               {QStringLiteral("level"), levelName(type)},
                               {QStringLiteral("category"), category},
                               {QStringLiteral("message"), message}};
        sink->write(QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n');
    } else {
        sink->write(QStringLiteral("%1 %2 %3 %4\n").arg(at, levelName(type), category, onOneLine(message)).toUtf8());
    }
}

} // namespace keel
