// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/registry.h"

#include "ui/pages/conflicts/conflictspage.h"
#include "ui/pages/errors/errorspage.h"
#include "ui/pages/history/historypage.h"
#include "ui/pages/overview/overviewpage.h"
#include "ui/pages/tables/tablespage.h"
#include "ui/pages/throughput/throughputpage.h"

#include <QCoreApplication>

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace keel {

namespace {

template <class P>
Page* make(const PageContext& context, QWidget* parent)
{
    return new P(context, parent);
}

PageBadge errorsBadge(const ServiceSnapshot& snapshot)
{
    return {snapshot.errorsOpen, Role::Down, Role::DownTint};
}

PageBadge conflictsBadge(const ServiceSnapshot& snapshot)
{
    return {snapshot.conflictsWaiting, Role::Warn, Role::WarnTint};
}

// Titles are translated in pageTitle(); QT_TRANSLATE_NOOP shows them to lupdate.
constexpr std::array pages{
    PageEntry{"overview"_L1, PageSection::Watch, QT_TRANSLATE_NOOP("Pages", "Overview"), "layout-dashboard"_L1,
              make<OverviewPage>, nullptr},
    PageEntry{"tables"_L1, PageSection::Watch, QT_TRANSLATE_NOOP("Pages", "Tables"), "table-2"_L1, make<TablesPage>,
              nullptr},
    PageEntry{"throughput"_L1, PageSection::Watch, QT_TRANSLATE_NOOP("Pages", "Throughput"), "activity"_L1,
              make<ThroughputPage>, nullptr},
    PageEntry{"history"_L1, PageSection::Watch, QT_TRANSLATE_NOOP("Pages", "History"), "history"_L1, make<CyclesPage>,
              nullptr},
    PageEntry{"errors"_L1, PageSection::Review, QT_TRANSLATE_NOOP("Pages", "Errors"), "circle-alert"_L1,
              make<ErrorsPage>, errorsBadge},
    PageEntry{"conflicts"_L1, PageSection::Review, QT_TRANSLATE_NOOP("Pages", "Conflicts"), "git-compare-arrows"_L1,
              make<ConflictsPage>, conflictsBadge},
};

} // namespace

std::span<const PageEntry> pageRegistry()
{
    return pages;
}

const PageEntry* findPage(QStringView id)
{
    for (const PageEntry& entry : pages) {
        if (id == entry.id)
            return &entry;
    }
    return nullptr;
}

QString pageTitle(const PageEntry& entry)
{
    return QCoreApplication::translate("Pages", entry.title);
}

QString sectionTitle(PageSection section)
{
    return section == PageSection::Watch ? QCoreApplication::translate("Pages", "Watch")
                                         : QCoreApplication::translate("Pages", "Review");
}

} // namespace keel
