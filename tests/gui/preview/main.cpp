// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakeservice/fakesyncservice.h"
#include "ui/desktop.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QTemporaryDir>
#include <QTimer>

#include <cstdio>

using namespace Qt::Literals::StringLiterals;

namespace {

void addOptions(QCommandLineParser& parser)
{
    parser.addHelpOption();
    parser.addOptions({{u"page"_s, u"Page to show."_s, u"id"_s, u"overview"_s},
                       {u"theme"_s, u"light or dark."_s, u"name"_s, u"light"_s},
                       // "-reverse" is Qt's own option; this one is read here.
                       {u"rtl"_s, u"Right to left."_s},
                       {u"lang"_s, u"Language of texts."_s, u"code"_s, u"en"_s},
                       {u"size"_s, u"Window size."_s, u"WxH"_s, u"1280x800"_s},
                       {u"sample"_s, u"usual, troubled or calm."_s, u"name"_s, u"usual"_s},
                       {u"errors"_s, u"Records in the error list."_s, u"count"_s, u"17"_s},
                       {u"shot"_s, u"Write a PNG and quit."_s, u"file"_s}});
}

keel::ServiceSnapshot sampleOf(const QString& name)
{
    return name == "calm"_L1       ? keel::sample::calm()
           : name == "troubled"_L1 ? keel::sample::troubled()
                                   : keel::sample::snapshot();
}

} // namespace

int main(int argc, char** argv)
{
    QApplication app(argc, argv);
    QCommandLineParser parser;
    addOptions(parser);
    QStringList arguments = QCoreApplication::arguments();
    arguments.replaceInStrings(u"--reverse"_s, u"--rtl"_s);
    parser.process(arguments);

    keel::FakeSyncService service(sampleOf(parser.value(u"sample"_s)));
    service.errorCount = parser.value(u"errors"_s).toLongLong();
    QTemporaryDir dir;
    keel::DesktopOptions options;
    options.page = parser.value(u"page"_s);
    options.look =
        parser.value(u"theme"_s) == "dark"_L1 ? keel::DesktopOptions::Look::Dark : keel::DesktopOptions::Look::Light;
    options.language = parser.value(u"lang"_s);
    options.reversed = parser.isSet(u"rtl"_s) || QGuiApplication::isRightToLeft();
    options.settingsFile = dir.filePath(u"desktop.ini"_s);
    options.who = u"ana"_s;
    const std::unique_ptr<QWidget> window = keel::makeDesktop(service, options);
    const QStringList size = parser.value(u"size"_s).split(u'x');
    window->resize(size.value(0).toInt(), size.value(1).toInt());
    window->show();
    const QString file = parser.value(u"shot"_s);
    if (!file.isEmpty()) {
        // Answers of the fake are queued; charts and lists draw within a few rounds after them.
        QTimer::singleShot(700, window.get(), [&] {
            const bool saved = window->grab().save(file);
            std::fprintf(saved ? stdout : stderr, "%s %s\n", saved ? "wrote" : "could not write", qPrintable(file));
            QCoreApplication::exit(saved ? 0 : 1);
        });
    }
    return QApplication::exec();
}
