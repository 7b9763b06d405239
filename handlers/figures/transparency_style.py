"""How the page of the transparency report looks on a screen, on a phone and on paper."""

from markupsafe import Markup

STYLE = Markup(
    """<style>
:root { color-scheme: light }
body { font: 16px/1.5 sans-serif; color: #1a1a1a; background: #fff; max-width: 64rem;
  margin: 2rem auto; padding: 0 1rem }
h1 { font-size: 1.7rem; margin-bottom: .3rem }
h2 { font-size: 1.3rem; margin-top: 2.2rem }
table { border-collapse: collapse; width: 100%; margin: 1rem 0 2rem; font-size: .88rem }
caption { text-align: left; font-weight: bold; padding: .3rem 0 }
th, td { border-bottom: 1px solid #bbb; padding: .3rem .4rem; text-align: right;
  font-weight: normal }
th:first-child { text-align: left; min-width: 9em; overflow-wrap: break-word }
thead th { vertical-align: bottom; border-bottom: 2px solid #555; font-weight: bold }
tfoot th, tfoot td { font-weight: bold; border-top: 2px solid #555 }
@media screen and (max-width: 46rem) {
  body { margin: 1rem auto }
  table, tbody, tfoot, caption { display: block }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
  tr { display: grid; grid-template-columns: 1fr 1fr; gap: 0 1rem; padding: .6rem 0;
    border-bottom: 1px solid #555 }
  tbody th, tfoot th { grid-column: 1 / -1; font-weight: bold }
  th, td, tfoot td { border: 0; padding: .1rem 0 }
  td { display: flex; justify-content: space-between; gap: .5rem; text-align: right }
  td::before { content: attr(data-label); text-align: left; color: #444 }
}
@media print {
  body { margin: 0; max-width: none; font-size: 10pt }
  table { font-size: 7.5pt }
  th, td { padding: .15rem .25rem }
  thead { display: table-header-group }
  tr, li { break-inside: avoid }
  h2, caption { break-after: avoid }
}
</style>"""
)
