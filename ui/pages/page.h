// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/syncservice.h"
#include "ui/shell/icons.h"
#include "ui/shell/permits.h"
#include "ui/shell/theme.h"

#include <QSettings>
#include <QWidget>

#include <optional>

class QAction;

namespace keel {

/// What every page is given. The references outlive the page.
struct PageContext
{
    SyncService& service;
    Theme& theme;
    const Icons& icons;
    QSettings& settings; ///< a page keeps its own under its id: "errors/columns"
    const Permits& permits;
    QString who; ///< the person at this desktop, for commands that record one
};

/// One page of the window: layout and connections; its logic sits beside it in classes without widgets.
///
/// A page is made when it is first shown and lives as long as the window. It listens to the service by itself and
/// should do no work while hidden (see isVisible() and showEvent()).
class Page : public QWidget
{
    Q_OBJECT

public:
    explicit Page(const PageContext& context, QWidget* parent = nullptr) : QWidget(parent), m_context(context) {}

    /// The answer to the page's question in one line: "1 of 4 links needs attention".
    [[nodiscard]] const QString& answer() const { return m_answer; }

    /// Which link to show; nullopt means all. Called before the page is first shown and at each change.
    virtual void setScope(const std::optional<LinkName>& link) { m_scope = link; }
    [[nodiscard]] const std::optional<LinkName>& scope() const { return m_scope; }

    /// Ctrl+F: puts the cursor into the page's filter, if it has one.
    virtual void focusFilter() {}
    /// The page's own actions with their keys (export, retry…): in the menu, the palette and the list of keys while the
    /// page is shown. The page adds them to itself (addAction) so that their keys work.
    [[nodiscard]] virtual QList<QAction*> pageActions() const { return {}; }
    /// Column widths, splitters: called when the window closes.
    virtual void saveState() {}

signals:
    void answerChanged(const QString& answer);
    /// Show another page, for one link or all: "errors", clinic-billing.
    void pageAsked(const QString& id, const std::optional<keel::LinkName>& link);
    /// A link was chosen on the page; the health pane shows it.
    void linkSelected(const keel::LinkName& link);

protected:
    [[nodiscard]] SyncService& service() const { return m_context.service; }
    [[nodiscard]] Theme& theme() const { return m_context.theme; }
    [[nodiscard]] const Icons& icons() const { return m_context.icons; }
    [[nodiscard]] const PageContext& context() const { return m_context; }

    void setAnswer(const QString& answer)
    {
        if (m_answer == answer)
            return;
        m_answer = answer;
        emit answerChanged(answer);
    }

private:
    PageContext m_context;
    QString m_answer;
    std::optional<LinkName> m_scope;
};

} // namespace keel
