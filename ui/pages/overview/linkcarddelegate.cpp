// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/overview/linkcarddelegate.h"

#include "ui/charts/sparkline.h"
#include "ui/models/linklistmodel.h"
#include "ui/text/sentences.h"

#include <QPainter>
#include <QWidget>

#include <array>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace keel {

namespace {

constexpr int cardHeight = 128;
constexpr int gap = 12;
constexpr int foldedHeight = 40;
constexpr int foldAbove = 12;
constexpr int padding = 16;
constexpr int endMargin = 16;
constexpr int chartWidth = 168;

const HealthCheck* failed(const LinkSnapshot& link, HealthCheck::Kind kind)
{
    for (const HealthCheck& check : link.checks) {
        if (check.kind == kind && !check.ok)
            return &check;
    }
    return nullptr;
}

std::optional<double> limitOf(const LinkSnapshot& link, HealthCheck::Kind kind)
{
    for (const HealthCheck& check : link.checks) {
        if (check.kind == kind)
            return check.limit;
    }
    return std::nullopt;
}

} // namespace

bool LinkCardDelegate::isFolded() const
{
    return m_model.rowCount() > foldAbove;
}

QSize LinkCardDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const
{
    return {option.rect.width(), isFolded() ? foldedHeight + 4 : cardHeight + gap};
}

void LinkCardDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    // The margin at the end is where a scroll bar goes: cards keep their width when it comes.
    const int bar = option.widget ? option.widget->width() - option.rect.width() : 0;
    const int end = std::max(0, endMargin - bar);
    const bool reversed = option.direction == Qt::RightToLeft;
    const QRect within = option.rect.adjusted(reversed ? end : 0, 0, reversed ? 0 : -end, isFolded() ? -4 : -gap);
    const paint::Canvas canvas{*painter, m_theme, within, option.direction};
    painter->save();
    paint::card(canvas, option.state.testFlag(QStyle::State_Selected));
    const LinkSnapshot& link = m_model.at(index.row());
    if (isFolded())
        paintFolded(canvas, link);
    else
        paintCard(canvas, link);
    painter->restore();
}

void LinkCardDelegate::paintCard(const paint::Canvas& canvas, const LinkSnapshot& link) const
{
    const QRect& card = canvas.within;
    const QRect chart(card.right() - padding - chartWidth, card.top() + 14, chartWidth, card.height() - 26);
    const int end = chart.left() - 20;
    paintHead(canvas, link, end);

    // Shares of the width between the padding and the chart; the same on every card, so that columns line up.
    constexpr std::array<int, 5> shares{19, 20, 22, 21, 18};
    std::array<QRect, shares.size()> columns;
    const int width = end - card.left() - padding;
    int x = card.left() + padding + 1;
    for (size_t i = 0; i < shares.size(); ++i) {
        const int columnWidth = width * shares.at(i) / 100;
        columns.at(i) = QRect(x, card.top() + 63, columnWidth - 8, 54);
        x += columnWidth;
    }
    paintFigure(canvas, columns[0], lag(link));
    paintPending(canvas, columns[1], link);
    paintFigure(canvas, columns[2], lastSync(link));
    paintFigure(canvas, columns[3], nextRun(link));
    paintReview(canvas, columns[4], link);
    paintChart(canvas, chart, link);
}

void LinkCardDelegate::paintHead(const paint::Canvas& canvas, const LinkSnapshot& link, int end) const
{
    const QRect& card = canvas.within;
    const StateLook look = lookOf(link.state);
    const int left = card.left() + 45;
    paint::icon(canvas, QRect(card.left() + 17, card.top() + 16, 20, 20), look.icon, m_theme.color(look.colour));
    const QRect pillPlace(left, card.top() + 14, end - left, 24);
    const QFont nameFont = m_theme.font(Type::LinkName);
    const int nameWidth = std::min(QFontMetrics(nameFont).horizontalAdvance(link.name.value) + 2, (end - left) / 2);
    paint::text(canvas, QRect(left, card.top() + 14, nameWidth, 25), link.name.value,
                {nameFont, m_theme.color(Role::Text)});
    paint::pill(canvas, pillPlace.adjusted(nameWidth + 12, 0, 0, 0), link.state, say::remark(link, m_model.zone()));

    const paint::TextStyle second{m_theme.font(Type::Small), m_theme.color(Role::Second)};
    const QRect line(left, card.top() + 36, end - left, 20);
    const QString a = say::endpoint(link.a);
    const int aWidth = std::min(QFontMetrics(second.font).horizontalAdvance(a) + 2, line.width() / 2 - 20);
    paint::text(canvas, QRect(line.left(), line.top(), aWidth, line.height()), a, second);
    const bool both = link.forward && link.reverse;
    const QLatin1StringView arrow = both ? "arrow-right-left"_L1 : link.forward ? "arrow-right"_L1 : "arrow-left"_L1;
    paint::icon(canvas, QRect(line.left() + aWidth + 4, line.top() + 3, 14, 14), arrow, m_theme.color(Role::Second));
    paint::text(canvas, line.adjusted(aWidth + 25, 0, 0, 0), say::endpoint(link.b), second);
}

void LinkCardDelegate::paintFigure(const paint::Canvas& canvas, const QRect& column, const Figure& figure) const
{
    const QRect label(column.left(), column.top(), column.width(), 18);
    paint::text(canvas, label, figure.label, {m_theme.font(Type::Caption), m_theme.color(Role::Second)});
    paint::text(canvas, label.translated(0, 18), figure.value,
                {m_theme.font(Type::Section, true), m_theme.color(figure.colour)});
    paint::text(canvas, label.translated(0, 36), figure.remark,
                {m_theme.font(Type::Caption), m_theme.color(Role::Third)});
}

void LinkCardDelegate::paintPending(const paint::Canvas& canvas, const QRect& column, const LinkSnapshot& link) const
{
    const QRect label(column.left(), column.top(), column.width(), 18);
    paint::text(canvas, label, tr("Pending"), {m_theme.font(Type::Caption), m_theme.color(Role::Second)});
    const auto line = [&](int y, bool has, const std::optional<qint64>& count, QLatin1StringView arrow, Role colour) {
        const QRect place = label.translated(0, y);
        paint::icon(canvas, QRect(place.left(), place.top() + 2, 14, 14), arrow, m_theme.color(colour));
        paint::text(canvas, place.adjusted(19, 0, 0, 0), has ? say::number(count) : say::dash(),
                    {m_theme.font(Type::Body, true), m_theme.color(Role::Text)});
    };
    line(18, link.forward, link.pendingForward, "arrow-right"_L1, Role::SideA);
    line(36, link.reverse, link.pendingReverse, "arrow-left"_L1, Role::SideB);
}

void LinkCardDelegate::paintReview(const paint::Canvas& canvas, const QRect& column, const LinkSnapshot& link) const
{
    const QRect label(column.left(), column.top(), column.width(), 18);
    paint::text(canvas, label, tr("To review"), {m_theme.font(Type::Caption), m_theme.color(Role::Second)});
    const auto line = [&](int y, qint64 count, const QString& text, Role colour) {
        paint::text(canvas, label.translated(0, y), text,
                    {m_theme.font(Type::Small, count > 0), m_theme.color(count > 0 ? colour : Role::Third)});
    };
    line(18, link.errorsOpen, tr("%n error(s)", nullptr, static_cast<int>(link.errorsOpen)), Role::Down);
    line(36, link.conflictsTotal, tr("%n conflict(s)", nullptr, static_cast<int>(link.conflictsTotal)), Role::Warn);
}

void LinkCardDelegate::paintChart(const paint::Canvas& canvas, const QRect& place, const LinkSnapshot& link) const
{
    const bool both = link.forward && link.reverse;
    const QRect top(place.left(), place.top(), place.width(), 16);
    const QRect bottom(place.left(), place.bottom() - 15, place.width(), 16);
    const auto rate = [&](const QRect& line, double rows, QLatin1StringView arrow, Role colour) {
        const QString text = say::rate(rows);
        const paint::TextStyle style{m_theme.font(Type::Caption, true), m_theme.color(colour),
                                     Qt::AlignTrailing | Qt::AlignVCenter};
        const int width = paint::text(canvas, line, text, style);
        paint::icon(canvas, QRect(line.right() - width - 16, line.top() + 2, 12, 12), arrow, m_theme.color(colour));
    };
    const Throughput now = link.recent.isEmpty() ? Throughput{} : link.recent.last();
    if (link.forward)
        rate(top, now.forward, "arrow-right"_L1, Role::SideA);
    if (link.reverse)
        rate(bottom, now.reverse, "arrow-left"_L1, Role::SideB);
    if (!both)
        paint::text(canvas, link.forward ? bottom : top, tr("one way"),
                    {m_theme.font(Type::Caption), m_theme.color(Role::Second), Qt::AlignTrailing | Qt::AlignVCenter});
    paintSparkline(canvas.painter, canvas.mirrored(place.adjusted(0, 20, 0, -20)), m_theme, link.recent, both);
}

void LinkCardDelegate::paintFolded(const paint::Canvas& canvas, const LinkSnapshot& link) const
{
    const QRect& row = canvas.within;
    const StateLook look = lookOf(link.state);
    paint::icon(canvas, QRect(row.left() + 12, row.top() + 12, 16, 16), look.icon, m_theme.color(look.colour));
    const int left = row.left() + 40;
    const int width = row.width() - 52;
    const auto column = [&](int from, int to) {
        return QRect(left + width * from / 100, row.top(), width * (to - from) / 100 - 8, row.height());
    };
    const paint::TextStyle name{m_theme.font(Type::Body, true), m_theme.color(Role::Text)};
    const paint::TextStyle value{m_theme.font(Type::Small), m_theme.color(Role::Text)};
    paint::text(canvas, column(0, 26), link.name.value, name);
    const QRect pill = column(26, 56);
    paint::pill(canvas, QRect(pill.left(), row.center().y() - 11, pill.width(), 23), link.state,
                say::remark(link, m_model.zone()));
    paint::text(canvas, column(58, 70), tr("lag %1").arg(link.lag ? say::age(*link.lag) : say::unknown()), value);
    paint::text(canvas, column(70, 85), lastSync(link).value, value);
    const qint64 waiting = link.errorsOpen + link.conflictsTotal;
    paint::text(canvas, column(85, 100), tr("%n to review", nullptr, static_cast<int>(waiting)),
                {m_theme.font(Type::Small, waiting > 0), m_theme.color(waiting > 0 ? Role::Down : Role::Third),
                 Qt::AlignTrailing | Qt::AlignVCenter});
}

LinkCardDelegate::Figure LinkCardDelegate::lag(const LinkSnapshot& link) const
{
    Figure f{tr("Lag"), link.lag ? say::age(*link.lag) : say::unknown(), {}, Role::Text};
    if (const auto limit = limitOf(link, HealthCheck::Kind::Lag))
        f.remark = tr("limit %1").arg(say::duration(Milliseconds(qRound64(*limit * 1000))));
    if (link.canary) // measured, not derived: how long the slower probe row took
        f.remark =
            tr("probe %1")
                .arg(say::duration(std::max(link.canary->forward.value_or(0ms), link.canary->reverse.value_or(0ms))));
    if (link.paused)
        f.remark = tr("not counted");
    else if (failed(link, HealthCheck::Kind::Lag) || link.state == LinkState::CatchingUp)
        f.colour = lookOf(link.state).colour;
    return f;
}

LinkCardDelegate::Figure LinkCardDelegate::lastSync(const LinkSnapshot& link) const
{
    Figure f{tr("Last sync"), say::dash(), tr("none yet"), Role::Text};
    if (link.lastSync) {
        f.value = say::relative(*link.lastSync, m_model.now(), m_model.zone());
        f.remark = link.lastDuration ? tr("took %1").arg(say::duration(*link.lastDuration)) : QString();
    }
    if (link.consecutiveFailures > 0) {
        f.remark = tr("%n failed since", nullptr, link.consecutiveFailures);
        f.colour = lookOf(link.state).colour;
    }
    return f;
}

LinkCardDelegate::Figure LinkCardDelegate::nextRun(const LinkSnapshot& link) const
{
    Figure f{tr("Next run"), say::dash(), tr("every %1").arg(say::duration(link.interval)), Role::Text};
    if (link.paused)
        f.value = tr("on resume");
    else if (link.cycleRunning && link.state == LinkState::CatchingUp)
        f = {f.label, tr("now"), tr("until drained"), Role::Text};
    else if (link.nextRun)
        f.value =
            *link.nextRun <= m_model.now() ? tr("now") : say::relative(*link.nextRun, m_model.now(), m_model.zone());
    return f;
}

} // namespace keel
