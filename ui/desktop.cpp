// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desktop.h"

#include "ui/shell/icons.h"
#include "ui/shell/mainwindow.h"

#include <QApplication>
#include <QLibraryInfo>
#include <QTranslator>

using namespace Qt::Literals::StringLiterals;

namespace keel {

namespace {

/// What the window stands on; destroyed after it.
struct Ground
{
    explicit Ground(const DesktopOptions& options)
        : settings(
              options.settingsFile.isEmpty()
                  ? std::make_unique<QSettings>(QSettings::IniFormat, QSettings::UserScope, u"evenkeel"_s, u"desktop"_s)
                  : std::make_unique<QSettings>(options.settingsFile, QSettings::IniFormat))
    {
        switch (options.look) {
        case DesktopOptions::Look::AsSet:
            mode = static_cast<Theme::Mode>(settings->value("window/theme"_L1, 0).toInt());
            break;
        case DesktopOptions::Look::Follow:
            break;
        case DesktopOptions::Look::Light:
            mode = Theme::Mode::Light;
            break;
        case DesktopOptions::Look::Dark:
            mode = Theme::Mode::Dark;
            break;
        }
        theme = std::make_unique<Theme>(mode);
        icons = std::make_unique<Icons>(*theme);
    }

    Permits everything;
    std::unique_ptr<QSettings> settings;
    Theme::Mode mode = Theme::Mode::Follow;
    std::unique_ptr<Theme> theme;
    std::unique_ptr<Icons> icons;
    QTranslator words;
    QTranslator qtWords;
};

class Desktop : public MainWindow
{
public:
    Desktop(std::unique_ptr<Ground> ground, const PageContext& context)
        : MainWindow(context), m_ground(std::move(ground))
    {}
    ~Desktop() override
    {
        // The window's children still paint with the theme while QWidget takes them down.
        delete takeCentralWidget();
    }

private:
    std::unique_ptr<Ground> m_ground;
};

void setLanguage(Ground& ground, const DesktopOptions& options)
{
    const QLocale locale = options.language.isEmpty() ? QLocale::system() : QLocale(options.language);
    // Western digits in every language: figures stand beside keys and SQL, which have no others.
    const QLocale shown(locale.language() == QLocale::Arabic ? QLocale(QLocale::Arabic, QLocale::UnitedArabEmirates)
                                                             : locale);
    QLocale::setDefault(shown);
    const auto load = [](QTranslator& translator, const QLocale& wanted) {
        return translator.load(wanted, u"evenkeel"_s, u"_"_s, u":/i18n"_s);
    };
    // English too: its file holds the plural forms.
    if (load(ground.words, locale) || load(ground.words, QLocale(QLocale::English)))
        QCoreApplication::installTranslator(&ground.words);
    if (ground.qtWords.load(locale, u"qtbase"_s, u"_"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&ground.qtWords);
    const bool reversed = options.reversed || locale.textDirection() == Qt::RightToLeft;
    QGuiApplication::setLayoutDirection(reversed ? Qt::RightToLeft : Qt::LeftToRight);
}

QString userName()
{
    const QString name = qEnvironmentVariable("USER");
    return name.isEmpty() ? qEnvironmentVariable("LOGNAME", u"desktop"_s) : name;
}

} // namespace

std::unique_ptr<QWidget> makeDesktop(SyncService& service, const DesktopOptions& options)
{
    auto ground = std::make_unique<Ground>(options);
    setLanguage(*ground, options);
    ground->theme->apply(*qApp);
    const PageContext context{service,
                              *ground->theme,
                              *ground->icons,
                              *ground->settings,
                              options.permits ? *options.permits : ground->everything,
                              options.who.isEmpty() ? userName() : options.who};
    auto window = std::make_unique<Desktop>(std::move(ground), context);
    if (!options.attachedTo.isEmpty())
        window->setAttached(options.attachedTo, options.tryAgain);
    QGuiApplication::setDesktopFileName(u"evenkeel"_s);
    QGuiApplication::setWindowIcon(QIcon(u":/evenkeel/evenkeel.svg"_s));
    if (!options.page.isEmpty())
        window->showPage(options.page, std::nullopt);
    return window;
}

} // namespace keel
