// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/icons.h"
#include "ui/shell/theme.h"

#include <QApplication>
#include <QDirIterator>
#include <QPushButton>
#include <QTest>

#include <cmath>
#include <memory>
#include <set>

using namespace keel;
using namespace Qt::Literals::StringLiterals;

namespace {

/// WCAG 2.1, relative luminance.
double luminance(const QColor& c)
{
    const auto linear = [](double v) { return v <= 0.03928 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF());
}

double contrast(const QColor& l, const QColor& r)
{
    const double a = luminance(l);
    const double b = luminance(r);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

struct Pair
{
    const char* name;
    Role text;
    QList<Role> grounds;
};

const QList<Role> plainGrounds{Role::Window, Role::Side, Role::Card, Role::Alternate, Role::Header, Role::MonoBox};

} // namespace

class TestTheme : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u"."_s)); }
    void everyTextIsReadableOnItsGrounds_data();
    void everyTextIsReadableOnItsGrounds();
    void statesDifferInOutlineAndColour();
    void sheetHasNoUnresolvedName();
    void everyIconIsDrawnInItsColour();
    void arrowsAreMirrored();
    void switchingChangesPaletteAndTells();
    void disabledIconTakesTheThirdColour();
};

void TestTheme::everyTextIsReadableOnItsGrounds_data()
{
    QTest::addColumn<Role>("text");
    QTest::addColumn<Role>("ground");
    QTest::addColumn<bool>("dark");
    QList<Role> withTint = plainGrounds;
    withTint.append(Role::Tint);
    const QList<Pair> pairs{
        {"text", Role::Text, withTint + QList<Role>{Role::WarnTint, Role::DownTint, Role::HeldTint}},
        {"second", Role::Second, withTint},
        {"third", Role::Third, plainGrounds},
        {"link", Role::Link, withTint},
        {"sideA", Role::SideA, {Role::Card, Role::Alternate}},
        {"sideB", Role::SideB, {Role::Card, Role::Alternate}},
        {"onAccent", Role::OnAccent, {Role::Accent, Role::AccentHover}},
        {"production", Role::Production, {Role::ProductionTint, Role::Window}},
        {"ok", Role::Ok, {Role::OkTint, Role::Card, Role::Alternate, Role::Side}},
        {"busy", Role::Busy, {Role::BusyTint, Role::Card, Role::Alternate}},
        {"warn", Role::Warn, {Role::WarnTint, Role::Card, Role::Alternate, Role::Side}},
        {"held", Role::Held, {Role::HeldTint, Role::Card, Role::Alternate}},
        {"down", Role::Down, {Role::DownTint, Role::Card, Role::Alternate, Role::Side}},
        {"paused", Role::Paused, {Role::PausedTint, Role::Card, Role::Alternate}},
    };
    for (const Pair& pair : pairs) {
        for (const Role ground : pair.grounds) {
            for (const bool dark : {false, true})
                QTest::addRow("%s on %d, %s", pair.name, static_cast<int>(ground), dark ? "dark" : "light")
                    << pair.text << ground << dark;
        }
    }
}

void TestTheme::everyTextIsReadableOnItsGrounds()
{
    QFETCH(Role, text);
    QFETCH(Role, ground);
    QFETCH(bool, dark);
    const double found = contrast(Theme::color(text, dark), Theme::color(ground, dark));
    QVERIFY2(found >= 4.5, qPrintable(QString::number(found)));
}

void TestTheme::statesDifferInOutlineAndColour()
{
    std::set<QString> icons;
    for (int state = 0; state <= static_cast<int>(LinkState::Down); ++state)
        icons.insert(QString(lookOf(static_cast<LinkState>(state)).icon));
    QCOMPARE(icons.size(), size_t(7));
}

void TestTheme::sheetHasNoUnresolvedName()
{
    const Theme theme(Theme::Mode::Dark);
    const QString sheet = theme.styleSheet();
    QVERIFY(!sheet.isEmpty());
    QVERIFY2(!sheet.contains(u'@'), qPrintable(sheet.mid(sheet.indexOf(u'@'), 40)));
}

void TestTheme::everyIconIsDrawnInItsColour()
{
    QDirIterator files(u":/evenkeel/icons"_s);
    int count = 0;
    while (files.hasNext()) {
        const QByteArray name = QFileInfo(files.next()).completeBaseName().toLatin1();
        const QImage image = Icons::pixmap(QLatin1StringView(name), QColor(10, 200, 30), 32, 1).toImage();
        int inked = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                const QColor c = image.pixelColor(x, y);
                if (c.alpha() == 255) {
                    ++inked;
                    // Where two strokes cross, blending may be off by one.
                    QVERIFY(std::abs(c.red() - 10) <= 2 && std::abs(c.green() - 200) <= 2 &&
                            std::abs(c.blue() - 30) <= 2);
                }
            }
        }
        QVERIFY2(inked > 0, name.constData());
        ++count;
    }
    QVERIFY(count >= 40);
}

void TestTheme::arrowsAreMirrored()
{
    const QColor ink(Qt::black);
    const QImage right = Icons::pixmap("arrow-right"_L1, ink, 24, 1).toImage();
    const QImage mirrored = Icons::pixmap("arrow-right"_L1, ink, 24, 1, true).toImage();
    QVERIFY(right != mirrored);
    QVERIFY(Icons::isDirectional("arrow-right"_L1));
    QVERIFY(!Icons::isDirectional("circle-check"_L1));
}

void TestTheme::switchingChangesPaletteAndTells()
{
    Theme theme(Theme::Mode::Light);
    theme.apply(*qApp);
    QCOMPARE(QApplication::palette().color(QPalette::Window), QColor(0xF3F5F7));
    int told = 0;
    connect(&theme, &Theme::changed, this, [&told] { ++told; });
    theme.setMode(Theme::Mode::Dark);
    QCOMPARE(told, 1);
    QCOMPARE(QApplication::palette().color(QPalette::Window), QColor(0x15191E));
    theme.setMode(Theme::Mode::Dark);
    QCOMPARE(told, 1);
}

void TestTheme::disabledIconTakesTheThirdColour()
{
    const Theme theme(Theme::Mode::Light);
    const Icons icons(theme);
    const QImage image = icons.icon("circle-check"_L1).pixmap(QSize(32, 32), 1, QIcon::Disabled).toImage();
    bool found = false;
    for (int x = 0; x < image.width(); ++x)
        found = found || image.pixelColor(x, image.height() / 2).rgb() == QColor(0x5D6773).rgb();
    QVERIFY(found);
}

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
