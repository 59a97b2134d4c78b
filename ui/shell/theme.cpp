// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/theme.h"

#include <QApplication>
#include <QEvent>
#include <QFile>
#include <QFontDatabase>
#include <QRegularExpression>
#include <QScopedValueRollback>
#include <QStyle>
#include <QStyleFactory>
#include <QVariant>
#include <QWidget>

using namespace Qt::Literals::StringLiterals;

namespace keel {

namespace {

struct Entry
{
    Role role;
    QLatin1StringView name; ///< as `@name` in the style sheet
    QRgb light;
    QRgb dark;
};

constexpr std::array<Entry, static_cast<size_t>(Role::Count)> entries{{
    {Role::Window, "window"_L1, 0xFFF3F5F7, 0xFF15191E},
    {Role::Side, "side"_L1, 0xFFEBEEF1, 0xFF101317},
    {Role::Card, "card"_L1, 0xFFFFFFFF, 0xFF1C2127},
    {Role::Alternate, "alternate"_L1, 0xFFF8F9FB, 0xFF20262D},
    {Role::Header, "header"_L1, 0xFFF3F5F7, 0xFF1A1F25},
    {Role::MonoBox, "monobox"_L1, 0xFFF6F8FA, 0xFF161A1F},
    {Role::Text, "text"_L1, 0xFF1A2027, 0xFFE7EAEE},
    {Role::Second, "second"_L1, 0xFF55606D, 0xFFA9B3BE},
    {Role::Third, "third"_L1, 0xFF5D6773, 0xFF929DA9},
    {Role::Border, "border"_L1, 0xFFDCE1E7, 0xFF2C343D},
    {Role::ControlBorder, "controlborder"_L1, 0xFFBFC7D1, 0xFF46515D},
    {Role::Grid, "grid"_L1, 0xFFE8EBEF, 0xFF272E36},
    {Role::Accent, "accent"_L1, 0xFF1D5FBF, 0xFF2F6FD6},
    {Role::AccentHover, "accenthover"_L1, 0xFF184F9F, 0xFF2861C0},
    {Role::OnAccent, "onaccent"_L1, 0xFFFFFFFF, 0xFFFFFFFF},
    {Role::Tint, "tint"_L1, 0xFFE4EDFA, 0xFF1C3152},
    {Role::Link, "link"_L1, 0xFF1B59B3, 0xFF86B6FF},
    {Role::SideA, "sidea"_L1, 0xFF2B62C9, 0xFF6EA4FF},
    {Role::SideB, "sideb"_L1, 0xFF076F70, 0xFF43C2B8},
    {Role::Production, "production"_L1, 0xFFB6460F, 0xFFF08A4B},
    {Role::ProductionTint, "productiontint"_L1, 0xFFFBEBE1, 0xFF3F2718},
    {Role::Ok, "ok"_L1, 0xFF0F734E, 0xFF74DDB0},
    {Role::OkTint, "oktint"_L1, 0xFFE3F4EB, 0xFF16322A},
    {Role::Busy, "busy"_L1, 0xFF1B63C6, 0xFF6FA8FF},
    {Role::BusyTint, "busytint"_L1, 0xFFE5EEFB, 0xFF1A2F4E},
    {Role::Warn, "warn"_L1, 0xFF8A5500, 0xFFF2BE5C},
    {Role::WarnTint, "warntint"_L1, 0xFFFCF0D6, 0xFF3A2E14},
    {Role::Held, "held"_L1, 0xFF561D98, 0xFFDFC8FF},
    {Role::HeldTint, "heldtint"_L1, 0xFFF1EAFB, 0xFF2B2340},
    {Role::Down, "down"_L1, 0xFFA01322, 0xFFFB7881},
    {Role::DownTint, "downtint"_L1, 0xFFFCE8E9, 0xFF3D2027},
    {Role::Paused, "paused"_L1, 0xFF4C5662, 0xFFAEB7C1},
    {Role::PausedTint, "pausedtint"_L1, 0xFFE9ECEF, 0xFF2A3139},
}};

bool isDarkGround(const QPalette& palette)
{
    return palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness();
}

/// Qt 6.4 has no colour scheme: either of the two sources that a platform plug-in may fill says dark.
bool systemIsDark()
{
    if (isDarkGround(QGuiApplication::palette()))
        return true;
    const std::unique_ptr<QStyle> fusion(QStyleFactory::create(u"Fusion"_s));
    return fusion && isDarkGround(fusion->standardPalette());
}

qreal pointsOf(Type type)
{
    constexpr std::array<qreal, 7> points{13.5, 15, 11, 10.5, 10, 9, 8.5};
    return points.at(static_cast<size_t>(type));
}

QStringList installed(std::initializer_list<QLatin1StringView> wanted)
{
    const QStringList families = QFontDatabase::families();
    QStringList found;
    for (const QLatin1StringView name : wanted) {
        if (families.contains(name))
            found.append(name);
    }
    return found;
}

} // namespace

StateLook lookOf(LinkState state)
{
    switch (state) {
    case LinkState::InSync:
        return {"circle-check"_L1, Role::Ok, Role::OkTint};
    case LinkState::NotProven:
        return {"circle-dashed"_L1, Role::Paused, Role::PausedTint};
    case LinkState::Paused:
        return {"circle-pause"_L1, Role::Paused, Role::PausedTint};
    case LinkState::CatchingUp:
        return {"refresh-cw"_L1, Role::Busy, Role::BusyTint};
    case LinkState::Attention:
        return {"triangle-alert"_L1, Role::Warn, Role::WarnTint};
    case LinkState::Held:
        return {"hand"_L1, Role::Held, Role::HeldTint};
    case LinkState::Down:
        break;
    }
    return {"octagon-x"_L1, Role::Down, Role::DownTint};
}

Theme::Theme(Mode mode, QObject* parent) : QObject(parent), m_mode(mode), m_systemDark(systemIsDark())
{
    m_dark = m_mode == Mode::Dark || (m_mode == Mode::Follow && m_systemDark);
}

void Theme::setMode(Mode mode)
{
    m_mode = mode;
    refresh();
}

void Theme::apply(QApplication& app)
{
    if (m_app != &app) {
        m_app = &app;
        app.installEventFilter(this);
        QApplication::setStyle(QStyleFactory::create(u"Fusion"_s));
    }
    const QScopedValueRollback<bool> own(m_applying, true);
    QApplication::setFont(font());
    QApplication::setPalette(palette());
    app.setStyleSheet(styleSheet());
}

void Theme::refresh()
{
    const bool dark = m_mode == Mode::Dark || (m_mode == Mode::Follow && m_systemDark);
    if (dark == m_dark)
        return;
    m_dark = dark;
    if (m_app)
        apply(*m_app);
    emit changed();
}

bool Theme::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_app && event->type() == QEvent::ApplicationPaletteChange && !m_applying) {
        m_systemDark = systemIsDark();
        refresh();
    }
    return QObject::eventFilter(watched, event);
}

QColor Theme::color(Role role) const
{
    return color(role, m_dark);
}

QColor Theme::color(Role role, bool dark)
{
    const Entry& entry = entries.at(static_cast<size_t>(role));
    Q_ASSERT(entry.role == role);
    return QColor::fromRgb(dark ? entry.dark : entry.light);
}

QPalette Theme::palette() const
{
    QPalette p;
    const auto set = [&](QPalette::ColorRole role, Role ours) { p.setColor(role, color(ours)); };
    set(QPalette::Window, Role::Window);
    set(QPalette::WindowText, Role::Text);
    set(QPalette::Base, Role::Card);
    set(QPalette::AlternateBase, Role::Alternate);
    set(QPalette::Text, Role::Text);
    set(QPalette::Button, Role::Card);
    set(QPalette::ButtonText, Role::Text);
    set(QPalette::BrightText, Role::Down);
    set(QPalette::PlaceholderText, Role::Third);
    set(QPalette::ToolTipBase, Role::Card);
    set(QPalette::ToolTipText, Role::Text);
    set(QPalette::Highlight, Role::Tint);
    set(QPalette::HighlightedText, Role::Text);
    set(QPalette::Link, Role::Link);
    set(QPalette::LinkVisited, Role::Link);
    set(QPalette::Light, Role::Card);
    set(QPalette::Midlight, Role::Grid);
    set(QPalette::Mid, Role::Border);
    set(QPalette::Dark, Role::ControlBorder);
    set(QPalette::Shadow, Role::ControlBorder);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
        p.setColor(QPalette::Disabled, role, color(Role::Third));
    return p;
}

QString Theme::iconFile(const QString& name, Role role) const
{
    const QString path = m_sheetIcons.filePath(u"%1-%2.svg"_s.arg(name, color(role).name().mid(1)));
    if (QFile::exists(path))
        return path;
    QFile source(u":/evenkeel/icons/%1.svg"_s.arg(name));
    QFile target(path);
    if (source.open(QIODevice::ReadOnly) && target.open(QIODevice::WriteOnly))
        target.write(source.readAll().replace("currentColor", color(role).name().toLatin1()));
    return path;
}

QString Theme::styleSheet() const
{
    QFile file(u":/evenkeel/style/evenkeel.qss"_s);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QString sheet = QString::fromUtf8(file.readAll());
    static const QRegularExpression image(u"@icon\\(([a-z0-9-]+),([a-z]+)\\)"_s);
    for (auto match = image.match(sheet); match.hasMatch(); match = image.match(sheet)) {
        const auto entry = std::find_if(entries.begin(), entries.end(),
                                        [&](const Entry& e) { return e.name == match.capturedView(2); });
        const Role role = entry == entries.end() ? Role::Text : entry->role;
        sheet.replace(match.captured(), iconFile(match.captured(1), role));
    }
    // Longest names first: @production must not eat the start of @productiontint.
    std::array<Entry, entries.size()> byLength = entries;
    std::sort(byLength.begin(), byLength.end(),
              [](const Entry& l, const Entry& r) { return l.name.size() > r.name.size(); });
    for (const Entry& entry : byLength)
        sheet.replace(u'@' + entry.name, color(entry.role).name());
    return sheet;
}

QFont Theme::font(Type type, bool semibold) const
{
    static const QStringList families =
        installed({"Open Sans"_L1, "Noto Sans"_L1, "Noto Sans Arabic"_L1, "Noto Sans Hebrew"_L1});
    QFont f = QFontDatabase::systemFont(QFontDatabase::GeneralFont);
    if (!families.isEmpty())
        f.setFamilies(families);
    f.setPointSizeF(pointsOf(type));
    const bool always = type == Type::PageTitle || type == Type::Figure || type == Type::LinkName;
    f.setWeight(semibold || always ? QFont::DemiBold : QFont::Normal);
    return f;
}

QFont Theme::mono(Type type) const
{
    static const QStringList families = installed({"JetBrains Mono"_L1, "Noto Sans Mono"_L1});
    QFont f = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    if (!families.isEmpty())
        f.setFamilies(families);
    f.setStyleHint(QFont::Monospace);
    // JetBrains Mono is taller than Open Sans: 8 % less looks the same size.
    f.setPointSizeF(pointsOf(type) * 0.92);
    return f;
}

void setRole(QWidget* widget, const char* role)
{
    widget->setProperty("role", QString::fromLatin1(role));
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

} // namespace keel
