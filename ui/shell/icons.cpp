// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/icons.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QLoggingCategory>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

using namespace Qt::Literals::StringLiterals;

namespace keel {

namespace {

Q_LOGGING_CATEGORY(logIcons, "keel.ui.icons")

QByteArray svgText(QLatin1StringView name)
{
    QFile file(u":/evenkeel/icons/"_s + name + ".svg"_L1);
    if (!file.open(QIODevice::ReadOnly)) {
        qCWarning(logIcons).nospace() << "icon missing name=" << name;
        return {};
    }
    return file.readAll();
}

class LineIconEngine : public QIconEngine
{
public:
    LineIconEngine(const Theme& theme, QLatin1StringView name, Role role) : m_theme(theme), m_name(name), m_role(role)
    {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override
    {
        Icons::paint(*painter, rect, m_name, colour(mode), QGuiApplication::layoutDirection());
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1.0);
    }
    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State, qreal scale) override
    {
        // `size` is in device pixels here; the caller sets the ratio of the result.
        Q_UNUSED(scale)
        const bool mirrored = QGuiApplication::isRightToLeft() && Icons::isDirectional(m_name);
        return Icons::pixmap(m_name, colour(mode), qMin(size.width(), size.height()), 1.0, mirrored);
    }
    QIconEngine* clone() const override { return new LineIconEngine(*this); }
    bool isNull() override { return false; }

private:
    [[nodiscard]] QColor colour(QIcon::Mode mode) const
    {
        return m_theme.color(mode == QIcon::Disabled ? Role::Third : m_role);
    }

    const Theme& m_theme;
    QLatin1StringView m_name;
    Role m_role;
};

} // namespace

bool Icons::isDirectional(QLatin1StringView name)
{
    return name == "arrow-left"_L1 || name == "arrow-right"_L1 || name == "chevron-left"_L1 ||
           name == "chevron-right"_L1 || name == "undo-2"_L1 || name == "corner-down-left"_L1 ||
           name == "panel-right"_L1;
}

QIcon Icons::icon(QLatin1StringView name, Role role) const
{
    return QIcon(new LineIconEngine(m_theme, name, role));
}

QPixmap Icons::pixmap(QLatin1StringView name, const QColor& colour, int size, qreal ratio, bool mirrored)
{
    const QString key =
        u"keel-icon/%1/%2/%3/%4/%5"_s.arg(name).arg(colour.rgba()).arg(size).arg(ratio).arg(mirrored ? 1 : 0);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    const int pixels = qMax(1, qRound(size * ratio));
    pixmap = QPixmap(pixels, pixels);
    pixmap.fill(Qt::transparent);
    QSvgRenderer svg(svgText(name).replace("currentColor", colour.name().toLatin1()));
    if (svg.isValid()) {
        QPainter painter(&pixmap);
        painter.setRenderHint(QPainter::Antialiasing);
        if (mirrored) {
            painter.translate(pixels, 0);
            painter.scale(-1, 1);
        }
        svg.render(&painter, QRectF(0, 0, pixels, pixels));
    }
    pixmap.setDevicePixelRatio(ratio);
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

void Icons::paint(QPainter& painter, const QRect& rect, QLatin1StringView name, const QColor& colour,
                  Qt::LayoutDirection direction)
{
    const int size = qMin(rect.width(), rect.height());
    QRect square(0, 0, size, size);
    square.moveCenter(rect.center());
    painter.drawPixmap(square.topLeft(), pixmap(name, colour, size, painter.device()->devicePixelRatioF(),
                                                direction == Qt::RightToLeft && isDirectional(name)));
}

} // namespace keel
