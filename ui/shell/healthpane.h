// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/snapshots.h"
#include "ui/shell/theme.h"

#include <QWidget>

#include <optional>

class QLabel;
class QVBoxLayout;

namespace keel {

class HealthRow;
class StatePill;

/// The checks of one link: what is watched, its value, its limit; a failed one opens a tinted box with what mends it.
class HealthPane : public QWidget
{
    Q_OBJECT

public:
    HealthPane(const Theme& theme, QWidget* parent = nullptr);

    void setLink(const LinkName& link);
    void show(const ServiceSnapshot& snapshot);
    using QWidget::show;

signals:
    /// The button of a check's box: where a person reviews what it counts.
    void pageAsked(const QString& page, const std::optional<keel::LinkName>& link);

private:
    void showLink(const LinkSnapshot& link);

    const Theme& m_theme;
    LinkName m_link;
    QLabel* m_name;
    StatePill* m_pill;
    QLabel* m_error;
    QVBoxLayout* m_rows;
    QList<HealthRow*> m_checks;
};

} // namespace keel
